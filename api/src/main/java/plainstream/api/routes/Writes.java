package plainstream.api.routes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import plainstream.api.http.Call;
import plainstream.api.http.Decision;
import plainstream.api.http.PercentEncoder;
import plainstream.api.http.Problem;
import plainstream.api.http.Publication;
import plainstream.api.http.Response;
import plainstream.api.http.Route;
import plainstream.api.json.Json;
import plainstream.api.json.Member;
import plainstream.api.kafka.Event;

/** {@code POST /app}, {@code POST /likes} and {@code POST /orders}. */
final class Writes {
    private static final String MOVIE_RULE = "^[A-Za-z0-9][-_.A-Za-z0-9]{0,63}$";
    private static final Pattern MOVIE = Pattern.compile(MOVIE_RULE.substring(1, MOVIE_RULE.length() - 1));

    /**
     * What is written with POST here and read with GET elsewhere.
     *
     * @param path of all of them
     * @param key of one of them, the segment behind it
     * @param write makes one
     */
    record Written(String path, String key, Route.Handler write) {}

    List<Written> all() {
        return List.of(
                new Written("/app", "id", this::timestamp),
                new Written("/likes", "movieId", this::like),
                new Written("/orders", "OrderNo", this::order));
    }

    private Decision timestamp(Call call, Map<String, String> parameters) throws Problem {
        Body.none(call);
        Event.Identity identity = Identities.of(call, Instant.now(), Event.Type.TIMESTAMP, new byte[0]);
        byte[] value = stamp(identity)
                .member("clientIp", call.clientAddress())
                .member("protocol", call.protocol())
                .close('}')
                .bytes();
        Event event = new Event(Event.Type.TIMESTAMP, identity.id(), identity, value);
        byte[] body = stamp(identity).close('}').bytes();
        return new Publication(event, Response.accepted(body, "/app/" + identity.id()));
    }

    private static Json stamp(Event.Identity identity) {
        return Json.object().member("id", identity.id()).member("timestamp", identity.time());
    }

    private Decision like(Call call, Map<String, String> parameters) throws Problem {
        String movieId = movieId(Body.required(call));
        byte[] value = Json.object().member("movieId", movieId).close('}').bytes();
        Event.Identity identity = Identities.of(call, Instant.now(), Event.Type.LIKE, value);
        byte[] body = accepted(identity, "movieId", movieId);
        return new Publication(new Event(Event.Type.LIKE, movieId, identity, value), Response.json(202, body));
    }

    static boolean isMovieId(String text) {
        return MOVIE.matcher(text).matches();
    }

    private static String movieId(List<Member> members) throws Problem {
        String movieId = "";
        for (Member member : members) {
            if (!member.name().equals("movieId")) {
                throw Body.unknown(member);
            }
            movieId = member.kind() == Member.Kind.STRING ? member.text() : "";
        }
        if (!isMovieId(movieId)) {
            throw Problem.invalid(Problem.Fault.pointer("/movieId", "required, a string that matches " + MOVIE_RULE));
        }
        return movieId;
    }

    private Decision order(Call call, Map<String, String> parameters) throws Problem {
        List<Member> members = Body.required(call);
        String orderNo = OrderRules.orderNo(members);
        Json order = Json.object();
        members.forEach(member -> member.write(order));
        byte[] value = order.close('}').bytes();
        Event.Identity identity = Identities.of(call, Instant.now(), Event.Type.ORDER, value);
        Event event = new Event(Event.Type.ORDER, orderNo, identity, value);
        byte[] body = accepted(identity, "OrderNo", orderNo);
        return new Publication(event, Response.accepted(body, "/orders/" + PercentEncoder.segment(orderNo)));
    }

    private static byte[] accepted(Event.Identity identity, String name, String value) {
        return Json.object()
                .member("id", identity.id())
                .member(name, value)
                .close('}')
                .bytes();
    }
}
