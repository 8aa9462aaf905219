package plainstream.api.routes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import plainstream.api.http.Call;
import plainstream.api.http.Decision;
import plainstream.api.http.Problem;
import plainstream.api.http.Publication;
import plainstream.api.http.Response;
import plainstream.api.json.Json;
import plainstream.api.kafka.Event;

/** {@code GET /hello} and {@code GET /current_time}. */
final class Greetings {
    private static final String NAME_RULE = "^[a-zA-Z][-_a-zA-Z0-9]*$";
    private static final int MAX_NAME_CHARS = 247;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-_a-zA-Z0-9]{0," + (MAX_NAME_CHARS - 1) + "}");
    private static final byte[] HELLO = "{\"message\":\"Hello, World!\"}".getBytes(StandardCharsets.US_ASCII);

    Decision hello(Call call, Map<String, String> parameters) {
        return Response.json(200, HELLO);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    Decision currentTime(Call call, Map<String, String> parameters) throws Problem {
        String name = parameters.getOrDefault("name", "");
        if (!isName(name)) {
            throw Problem.invalid(Problem.Fault.parameter(
                    "name", "required, 1 to " + MAX_NAME_CHARS + " characters that match " + NAME_RULE));
        }
        Instant now = Instant.now();
        byte[] body = Json.object()
                .member("timestamp", now.getEpochSecond())
                .member("message", "Hello, " + name + "!")
                .close('}')
                .bytes();
        Event event = new Event(Event.Type.GREETING, name, Identities.random(call, now), body);
        return new Publication(event, Response.json(200, body));
    }
}
