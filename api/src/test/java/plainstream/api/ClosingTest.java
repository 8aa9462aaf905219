package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112, section 9.6: a connection ends with the answer if the client asks for it, where "close" may stand among other options. */
class ClosingTest {
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "upgrade, close", "close, upgrade", "x\r\nConnection: close"})
    void closesWhenAsked(String options) throws IOException {
        try (Socket socket = api.open()) {
            send(socket, options);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.contains("Connection: close\r\n") || options.equalsIgnoreCase("close"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "closed", "upgrade, enclose", ""})
    void keepsTheConnectionOtherwise(String options) throws IOException {
        try (Socket socket = api.open()) {
            send(socket, options);
            assertEquals("HTTP/1.1 200 OK", firstLine(socket));
            send(socket, "close");
            String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(rest.contains("HTTP/1.1 200 OK\r\n"), "the second answer is missing: " + rest);
        }
    }

    private static void send(Socket socket, String options) throws IOException {
        String request = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: " + options + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String firstLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    }
}
