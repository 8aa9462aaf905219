package plainstream.api.routes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import plainstream.api.http.Call;
import plainstream.api.http.Outcome;
import plainstream.api.http.Problem;
import plainstream.api.http.Publication;
import plainstream.api.http.Refusal;
import plainstream.api.http.Response;
import plainstream.api.json.Json;
import plainstream.api.json.Member;
import plainstream.api.kafka.Event;

/** {@code POST /app}, {@code POST /likes} and {@code POST /orders}. */
public final class Writes {
    private static final String MOVIE_RULE = "^[A-Za-z0-9][-_.A-Za-z0-9]{0,63}$";
    private static final Pattern MOVIE = Pattern.compile(MOVIE_RULE.substring(1, MOVIE_RULE.length() - 1));
    private static final String HEX = "0123456789ABCDEF";

    Outcome timestamp(Call call, Map<String, String> parameters) throws Refusal {
        Body.none(call);
        Event.Identity identity = Identities.of(call, Instant.now());
        byte[] value = stamp(identity)
                .member("clientIp", call.clientAddress())
                .member("protocol", call.exchange().getProtocol())
                .close('}')
                .bytes();
        Event event = new Event(Event.Type.TIMESTAMP, identity.id(), identity, value);
        byte[] body = stamp(identity).close('}').bytes();
        return new Publication(event, Response.accepted(body, "/app/" + identity.id()));
    }

    private static Json stamp(Event.Identity identity) {
        return Json.object().member("id", identity.id()).member("timestamp", identity.time());
    }

    Outcome like(Call call, Map<String, String> parameters) throws Refusal {
        String movieId = movieId(Body.required(call));
        Event.Identity identity = Identities.of(call, Instant.now());
        byte[] value = Json.object().member("movieId", movieId).close('}').bytes();
        byte[] body = accepted(identity, "movieId", movieId);
        return new Publication(new Event(Event.Type.LIKE, movieId, identity, value), Response.json(202, body));
    }

    private static String movieId(List<Member> members) throws Refusal {
        String movieId = "";
        for (Member member : members) {
            if (!member.name().equals("movieId")) {
                throw Body.unknown(member);
            }
            movieId = member.kind() == Member.Kind.STRING ? member.text() : "";
        }
        if (!MOVIE.matcher(movieId).matches()) {
            throw new Refusal(Problem.invalid(
                    Problem.Fault.pointer("/movieId", "required, a string that matches " + MOVIE_RULE)));
        }
        return movieId;
    }

    Outcome order(Call call, Map<String, String> parameters) throws Refusal {
        List<Member> members = Body.required(call);
        String orderNo = OrderRules.orderNo(members);
        Event.Identity identity = Identities.of(call, Instant.now());
        Json value = Json.object();
        members.forEach(member -> member.write(value));
        Event event =
                new Event(Event.Type.ORDER, orderNo, identity, value.close('}').bytes());
        byte[] body = accepted(identity, "OrderNo", orderNo);
        return new Publication(event, Response.accepted(body, "/orders/" + percentEncode(orderNo)));
    }

    private static byte[] accepted(Event.Identity identity, String name, String value) {
        return Json.object()
                .member("id", identity.id())
                .member(name, value)
                .close('}')
                .bytes();
    }

    /** One path segment (RFC 3986): everything but unreserved characters is encoded, so that no header or path can be built from it. */
    private static String percentEncode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean unreserved =
                    b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || "-._~".indexOf(b) >= 0;
            if (unreserved) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }
}
