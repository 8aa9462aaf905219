package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which status each shape of a request has. In the texts a line end stands for CR LF; no status: the server closes without a word. */
class ShapesTest {
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
                Arguments.of("400", "GET /hello HTTP/1.1\nHost: a\nX-A: a\u001fb\n\n"),
                Arguments.of("200", "GET /hello HTTP/1.1\nHost: a\nX-A: a\tb\n\n"),
                Arguments.of("400", "GET /hello HTTP/1.0\nHost: a\nHost: a\n\n"),
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
                Arguments.of("400", Wire.likes("Content-Length: 0\n", "")),
                Arguments.of("400", Wire.likes("Content-Length: 16384\n", "x".repeat(16_384))),
                Arguments.of("413", Wire.likes("Content-Length: 16385\n", "")),
                Arguments.of("413", Wire.likes("Content-Length: 999999999999999999\n", "")),
                Arguments.of(
                        "413", Wire.likes("Transfer-Encoding: chunked\n", "5000\n" + "x".repeat(0x5000) + "\n0\n\n")),
                Arguments.of(
                        "202", Wire.likes("Transfer-Encoding: chunked\n", "5\n{\"mov\nd\nieId\":\"tt01\"}\n0\n\n")),
                Arguments.of("400", Wire.likes("Transfer-Encoding: chunked\n", "zz\n{}\n0\n\n")),
                Arguments.of("415", "POST /likes HTTP/1.1\nHost: a\nContent-Length: 2\n\n{}"),
                Arguments.of("404", "GET /" + "a".repeat(4_095) + " HTTP/1.1\nHost: a\n\n"),
                Arguments.of("414", "GET /" + "a".repeat(4_096) + " HTTP/1.1\nHost: a\n\n"),
                // Host and its value are five characters of 32,768, and one header of 100.
                Arguments.of("200", "GET /hello HTTP/1.1\nHost: a\nX-A: " + "a".repeat(32_760) + "\n\n"),
                Arguments.of("431", "GET /hello HTTP/1.1\nHost: a\nX-A: " + "a".repeat(32_761) + "\n\n"),
                Arguments.of("200", "GET /hello HTTP/1.1\nHost: a\n" + headers(99) + "\n"),
                Arguments.of("431", "GET /hello HTTP/1.1\nHost: a\n" + headers(100) + "\n"),
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
}
