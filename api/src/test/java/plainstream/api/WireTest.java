package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in, bytes out: what clients that are no clients send. In the text blocks a line end stands for CR LF. */
class WireTest {
    private static ApiFixture api;

    @BeforeAll
    static void start() {
        api = new ApiFixture();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** The JDK's reader of chunks throws on these what its close does not expect, and would leave the connection open. */
    @ParameterizedTest
    @ValueSource(strings = {"POST /likes", "GET /hello", "GET /nothing"})
    void closesAfterAChunkSizeBeyondAnInt(String line) throws IOException {
        try (Socket socket = api.open()) {
            String request = line
                    + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "80000000\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertFalse(answer.startsWith("HTTP/1.1 5"), answer);
            assertTrue(answer.contains("Connection: close"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "application/json ; charset=\"utf-8\""
            })
    void takesJson(String type) throws IOException {
        assertTrue(Wire.status(api.wire(typed(type))).startsWith("HTTP/1.1 202"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/jsonx",
                "application/json; charset=latin1",
                "application/json, text/plain",
                "application/x-www-form-urlencoded",
                "application/json\nContent-Type: application/json",
                "application/json\nContent-Encoding: gzip"
            })
    void answers415ToAnythingElse(String type) throws IOException {
        assertTrue(Wire.status(api.wire(typed(type))).startsWith("HTTP/1.1 415"));
    }

    private static String typed(String type) {
        return "POST /likes HTTP/1.1\nHost: a\nContent-Type: " + type
                + "\nContent-Length: 18\n\n{\"movieId\":\"tt01\"}";
    }

    @Test
    void answersHeadWithTheLengthAndNothingElse() throws IOException {
        String get = api.wire("GET /hello HTTP/1.1\nHost: a\nConnection: close\n\n");
        String head = api.wire("HEAD /hello HTTP/1.1\nHost: a\nConnection: close\n\n");
        assertTrue(get.endsWith("\r\n\r\n{\"message\":\"Hello, World!\"}"));
        assertTrue(head.endsWith("\r\n\r\n"));
        assertTrue(head.contains("Content-length: 27\r\n"));
        assertTrue(api.wire("HEAD /nothing HTTP/1.1\nHost: a\n\n").startsWith("HTTP/1.1 404"));
    }

    @Test
    void keepsTheConnectionAndAnswersPipelinedRequestsInOrder() throws IOException {
        String answer = api.wire("""
                GET /hello HTTP/1.1
                Host: a

                POST /app HTTP/1.1
                Host: a

                GET /nothing HTTP/1.1
                Host: a
                Connection: close

                """);
        int first = answer.indexOf("HTTP/1.1 200");
        int second = answer.indexOf("HTTP/1.1 202");
        int third = answer.indexOf("HTTP/1.1 404");
        assertTrue(first == 0 && second > first && third > second, answer);
    }

    @Test
    void closesAfterAnAnswerThatLeftTheBodyUnread() throws IOException {
        String answer = api.wire(
                Wire.likes("Content-Length: 20000\n", "x".repeat(20_000)) + "GET /hello HTTP/1.1\nHost: a\n\n");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertTrue(answer.contains("Connection: close\r\n"));
        assertFalse(answer.contains("Hello, World!"), "what follows a refused body is never taken for a request");
    }

    @Test
    void deliversThe413AlsoToAClientThatSendsOn() throws IOException {
        String answer = api.wire(Wire.likes("Content-Length: 900000\n", "x".repeat(900_000)));
        assertTrue(answer.startsWith("HTTP/1.1 413"), Wire.status(answer));
    }

    @Test
    void echoesNoTraceButAWellFormedOne() throws IOException {
        String trace = "1-67891233-abcdef012345678912345678";
        assertTrue(api.wire("GET /hello HTTP/1.1\nHost: a\nX-Amzn-Trace-Id: Root=" + trace + "\n\n")
                .contains("X-request-id: " + trace + "\r\n"));
        String forged = api.wire("GET /hello HTTP/1.1\nHost: a\nX-Amzn-Trace-Id: Root=evil\nX-Request-Id: evil\n\n");
        assertFalse(forged.contains("evil"));
        assertTrue(forged.contains("X-request-id: "));
    }

    @Test
    void namesWhatWasAskedForInAscii() throws IOException {
        String answer = api.raw("GET /h\u00c3\u00a9llo HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.contains("\"instance\":\"/h%C3%A9llo#"), answer);
        assertTrue(answer.chars().allMatch(c -> c < 0x7f), answer);
    }

    /** The JDK's server would close after 15 s without an answer, and the load balancer make a 502 of it: anyone could ring the alarm. */
    @Test
    void answers408ToABodyThatDoesNotCome() throws IOException {
        try (Socket counted = api.open();
                Socket chunked = api.open()) {
            counted.getOutputStream().write(bytes(Wire.likes("Content-Length: 18\n", "1")));
            chunked.getOutputStream().write(bytes(Wire.likes("Transfer-Encoding: chunked\n", "1")));
            for (Socket socket : List.of(counted, chunked)) {
                socket.setSoTimeout(13_000);
                byte[] status = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 408", new String(status, StandardCharsets.US_ASCII));
            }
        }
    }

    private static byte[] bytes(String request) {
        return request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void waitsForASlowBodyWhileOthersAreServed() throws IOException {
        String request =
                Wire.likes("Content-Length: 18\n", "{\"movieId\":\"tt01\"}").replace("\n", "\r\n");
        try (Socket socket = api.open()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.substring(0, request.length() - 5).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertEquals(200, api.get("/hello").statusCode());
            out.write(request.substring(request.length() - 5).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertTrue(Wire.readAll(socket).startsWith("HTTP/1.1 202"));
        }
    }

    @Test
    void servesATwentyKilobyteAnswerWithoutNaglesDelay() {
        assertEquals("true", System.getProperty("sun.net.httpserver.nodelay"));
    }
}
