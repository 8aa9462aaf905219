package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("200", "GET /hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("200", "GET /hello HTTP/1.1\nHost: [::1]:8080\n\n"),
                Arguments.of("200", "GET /hello HTTP/1.0\n\n"),
                Arguments.of("200", "GET http://other/hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("200", "GET https://other:443/hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET http:///hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET http://:80/hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET http://user@other/hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET http:/hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a\nHost: a\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a b\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a@b\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost:\n\n"),
                Arguments.of("400", "GET /hello HTTP/9.9\nHost: a\n\n"),
                Arguments.of("400", "GET /hello HTTP/2.0\nHost: a\n\n"),
                Arguments.of("400", "GET /hello http/1.1\nHost: a\n\n"),
                Arguments.of("200", "GET /hello HTTP/1.1\nHost: a\nConnection: close, keep-alive\n\n"),
                Arguments.of("400", "G{T /hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("405", "get /hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET /hello FOO\nHost: a\n\n"),
                Arguments.of("400", "GET /hello#x HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET ftp://a/hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET /h\u00e9llo HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a\nX-A: a\u0000b\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a\nX-A: a\u007fb\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc"),
                Arguments.of("400", "POST /app HTTP/1.1\nHost: a\nContent-Length: +0\n\n"),
                Arguments.of("400", "POST /likes HTTP/1.1\nHost: a\nContent-Length: +3\n\n{}\n"),
                Arguments.of("400", "POST /likes HTTP/1.1\nHost: a\nContent-Length: 3\nContent-Length: 3\n\nabc"),
                Arguments.of(
                        "400", "POST /likes HTTP/1.1\nHost: a\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n"),
                Arguments.of("400", "POST /app HTTP/1.0\nTransfer-Encoding: chunked\n\n0\n\n"),
                Arguments.of("501", "POST /app HTTP/1.1\nHost: a\nTransfer-Encoding: gzip, chunked\n\n0\n\n"),
                Arguments.of("417", "GET /hello HTTP/1.1\nHost: a\nExpect: miracles\n\n"),
                Arguments.of("202", "POST /app HTTP/1.1\nHost: a\n\n"),
                Arguments.of("202", "POST /app HTTP/1.1\nHost: a\nContent-Length: 0\n\n"),
                Arguments.of("202", "POST /app HTTP/1.1\nHost: a\nContent-Length: 00\n\n"),
                Arguments.of("202", "POST /app HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n"),
                Arguments.of("415", "POST /app HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n2\n{}\n0\n\n"),
                Arguments.of("200", "GET /hello HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n1\na\n0\n\n"),
                Arguments.of("400", "POST /likes HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n"),
                Arguments.of("411", "POST /likes HTTP/1.1\nHost: a\nContent-Type: application/json\n\n"),
                Arguments.of("400", likes("Content-Length: 0\n", "")),
                Arguments.of("413", likes("Content-Length: 16385\n", "")),
                Arguments.of("413", likes("Content-Length: 999999999999999999\n", "")),
                Arguments.of("413", likes("Transfer-Encoding: chunked\n", "5000\n" + "x".repeat(0x5000) + "\n0\n\n")),
                Arguments.of("202", likes("Transfer-Encoding: chunked\n", "5\n{\"mov\nd\nieId\":\"tt01\"}\n0\n\n")),
                Arguments.of("400", likes("Transfer-Encoding: chunked\n", "zz\n{}\n0\n\n")),
                Arguments.of("415", "POST /likes HTTP/1.1\nHost: a\nContent-Length: 2\n\n{}"),
                Arguments.of("404", "GET /" + "a".repeat(4_000) + " HTTP/1.1\nHost: a\n\n"),
                Arguments.of("414", "GET /" + "a".repeat(4_096) + " HTTP/1.1\nHost: a\n\n"),
                Arguments.of("431", "GET /hello HTTP/1.1\nHost: a\nX-A: " + "a".repeat(33_000) + "\n\n"),
                Arguments.of("431", "GET /hello HTTP/1.1\nHost: a\n" + headers(101) + "\n"),
                // As much as the load balancer lets through, and more than the JDK's server takes by itself.
                Arguments.of("431", "GET /hello HTTP/1.1\nHost: a\n" + headers(200) + "\n"),
                Arguments.of("431", "GET /hello HTTP/1.1\nHost: a\n" + headers(7_000) + "\n"),
                Arguments.of("431", "GET /hello HTTP/1.1\nHost: a\nX-A: " + "a".repeat(70_000) + "\n\n"),
                Arguments.of("414", "GET /" + "a".repeat(16_384) + " HTTP/1.1\nHost: a\n\n"),
                // What the JDK's server decides before any handler: nothing here changes it; the load balancer in front
                // does.
                Arguments.of("400", "GET /a|b HTTP/1.1\nHost: a\n\n"),
                Arguments.of("400", "GET\n\n"),
                Arguments.of("404", "OPTIONS * HTTP/1.1\nHost: a\n\n"),
                Arguments.of("404", "GET //hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("", "GET http:hello HTTP/1.1\nHost: a\n\n"),
                Arguments.of("", "CONNECT a:80 HTTP/1.1\nHost: a\n\n"),
                Arguments.of("", "GET /hello HTTP/1.1\nHost: a\nX-A: " + "a".repeat(700_000) + "\n\n"),
                Arguments.of("", "GET /hello HTTP/1.1\nHost: a\n" + headers(16_385) + "\n"));
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

    private static String likes(String framing, String body) {
        return "POST /likes HTTP/1.1\nHost: a\nContent-Type: application/json\n" + framing + "\n" + body;
    }

    private static String headers(int count) {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            headers.append("X-").append(i).append(": 1\n");
        }
        return headers.toString();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void answers(String expected, String request) throws IOException {
        String status = Wire.status(api.wire(request));
        assertEquals(
                expected.isEmpty() ? "" : "HTTP/1.1 " + expected, status.substring(0, Math.min(status.length(), 12)));
        assertEquals(200, api.get("/hello").statusCode(), "others are served meanwhile");
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
        String answer =
                api.wire(likes("Content-Length: 20000\n", "x".repeat(20_000)) + "GET /hello HTTP/1.1\nHost: a\n\n");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertTrue(answer.contains("Connection: close\r\n"));
        assertFalse(answer.contains("Hello, World!"), "what follows a refused body is never taken for a request");
    }

    @Test
    void deliversThe413AlsoToAClientThatSendsOn() throws IOException {
        String answer = api.wire(likes("Content-Length: 900000\n", "x".repeat(900_000)));
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
            counted.getOutputStream().write(bytes(likes("Content-Length: 18\n", "1")));
            chunked.getOutputStream().write(bytes(likes("Transfer-Encoding: chunked\n", "1")));
            for (Socket socket : List.of(counted, chunked)) {
                socket.setSoTimeout(13_000);
                byte[] status = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 408", new String(status, StandardCharsets.US_ASCII));
            }
        }
    }

    /** RFC 9112, section 9.6: "close" may stand among other options. */
    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "upgrade, close", "close, upgrade", "x\nConnection: close"})
    void closesWhenAsked(String connection) throws IOException {
        try (Socket socket = api.open()) {
            socket.getOutputStream().write(bytes("GET /hello HTTP/1.1\nHost: a\nConnection: " + connection + "\n\n"));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.contains("Connection: close\r\n") || connection.equalsIgnoreCase("close"), answer);
        }
    }

    private static byte[] bytes(String request) {
        return request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void waitsForASlowBodyWhileOthersAreServed() throws IOException {
        String request = likes("Content-Length: 18\n", "{\"movieId\":\"tt01\"}").replace("\n", "\r\n");
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
