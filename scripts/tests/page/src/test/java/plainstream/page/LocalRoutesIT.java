package plainstream.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the local stack's own routes, and that a reader of the stream goes on where it was. */
@ExtendWith(Running.class)
class LocalRoutesIT {
    private static final int LIMIT_MS = 20_000;

    /** A request line and headers as they are; the answer up to a line that contains this. */
    private static String ask(String request, String until, String... headers) throws IOException {
        try (var socket = new Socket(
                Running.stack().url().getHost(), Running.stack().url().getPort())) {
            socket.setSoTimeout(LIMIT_MS);
            var text = new StringBuilder(request).append(" HTTP/1.1\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            text.append(request.startsWith("POST") ? "Content-Length: 0\r\n\r\n" : "\r\n");
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var answer = new StringBuilder();
            for (String line; (line = in.readLine()) != null; ) {
                answer.append(line).append('\n');
                if (line.contains(until)) {
                    break;
                }
            }
            return answer.toString();
        }
    }

    private static String own() {
        return "Host: " + Running.stack().url().getAuthority();
    }

    private static String status(String request, String... headers) throws IOException {
        return ask(request, "HTTP/1.1", headers).substring(9, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/local/state", "/local/stream", "/local/token", "/local/dead-letters"})
    void answersNoOtherSite(String path) throws IOException {
        assertEquals("200", status("GET " + path, own()));
        assertEquals("403", status("GET " + path, "Host: evil.example"));
        assertEquals(
                "403",
                status(
                        "GET " + path,
                        "Host: evil.example:" + Running.stack().url().getPort()));
        assertEquals("403", status("GET " + path, own(), "Origin: http://evil.example"));
        assertEquals("403", status("GET " + path, own(), "Sec-Fetch-Site: cross-site"));
    }

    @Test
    void takesWritesWithTheTokenOnly() throws IOException {
        var answer = ask("GET /local/token", "{", own(), "Connection: close");
        var token = answer.replaceAll("(?s).*\"token\":\"([0-9a-f]+)\".*", "$1").strip();
        assertEquals("403", status("POST /local/faults/poison", own()));
        assertEquals(
                "403", status("POST /local/faults/poison", own(), "X-Page-Token: " + token.replace('a', 'b') + "0"));
        assertEquals(
                "403",
                status("POST /local/faults/poison", own(), "X-Page-Token: " + token, "Origin: http://evil.example"));
        assertEquals("200", status("POST /local/faults/poison", own(), "X-Page-Token: " + token));
        assertEquals("404", status("POST /local/faults/unheard-of", own(), "X-Page-Token: " + token));
        assertEquals(
                "404",
                status("POST /local/dead-letters/send-again?source=x&offset=1", own(), "X-Page-Token: " + token));
        assertEquals("405", status("PUT /local/state", own()));
    }

    @Test
    void goesOnAfterTheLastEventId() throws IOException {
        var first = ask("GET /local/stream", "id: ", own());
        var id = first.replaceAll("(?s).*id: (\\S+).*", "$1").strip();
        var run = id.substring(0, id.indexOf('-') + 1);
        long number = Long.parseLong(id.substring(run.length()));
        assertTrue(ask("GET /local/stream", "id: ", own(), "Last-Event-ID: " + id)
                .contains("id: " + run + (number + 1) + "\n"));
        var all = ask("GET /local/stream", "id: ", own(), "Last-Event-ID: " + run + "0");
        assertTrue(
                all.contains("id: " + run + "1\n") || all.contains("event: gap"),
                "from the first, or told what is missed");
        assertTrue(ask("GET /local/stream", "event: state", own(), "Last-Event-ID: of-another-run-1")
                .contains("event: state"));
    }
}
