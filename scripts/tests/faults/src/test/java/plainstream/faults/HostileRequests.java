package plainstream.faults;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Requests that no honest client sends, as bytes on the wire (one character per byte), and the statuses they get.
 *
 * <p>Two statuses mean two answers on the connection; {@code ""} means that it is closed without one.
 */
final class HostileRequests {
    /**
     * One of them.
     *
     * @param name what is wrong with it
     * @param bytes the request
     * @param expected a regular expression of the statuses, separated by a blank
     */
    record Case(String name, String bytes, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final String HOST = "Host: plainstream\r\n";
    static final String JSON = "Content-Type: application/json\r\n";
    static final String LIKE = "{\"movieId\":\"tt1\"}";

    private HostileRequests() {}

    static List<Case> all() {
        return Stream.of(
                        lines(),
                        targets(),
                        hosts(),
                        headers(),
                        sizes(),
                        strangers(),
                        HostileFraming.lengths(),
                        HostileFraming.chunks())
                .flatMap(List::stream)
                .toList();
    }

    static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n";
    }

    static String post(String headers, String body) {
        return "POST /likes HTTP/1.1\r\n" + HOST + JSON + headers + "\r\n" + body;
    }

    private static Case target(String target, String expected) {
        return new Case("target " + target, get(target, HOST), expected);
    }

    static Case header(String name, String headers, String expected) {
        return new Case(name, get("/hello", HOST + headers), expected);
    }

    private static Case line(String line, String expected) {
        return new Case("request line " + line, line + "\r\n" + HOST + "\r\n", expected);
    }

    private static List<Case> lines() {
        return List.of(
                new Case("two requests at once", get("/hello", HOST) + get("/healthcheck", HOST), "200 200"),
                new Case("bare CR", "GET /hello HTTP/1.1\rHost: plainstream\r\r", "400|"),
                new Case("blank lines first", "\r\n\r\n" + get("/hello", HOST), "200|400"),
                new Case("nothing", "", ""),
                new Case("only a blank line", "\r\n", "|400"),
                line("GET /hello HTTP/1.0", "200"),
                line("GET /hello", "400|"),
                line("GET /hello HTTP/9.9", "400"),
                line("GET /hello HTTP/1.2", "400"),
                line("GET /hello http/1.1", "400"),
                line("GET /hello HTTP/1.1 x", "400"),
                line("GET /hello FTP", "400"),
                line("GET  /hello HTTP/1.1", "400|404"),
                line("GET\t/hello\tHTTP/1.1", "400"),
                line(" GET /hello HTTP/1.1", "400|404"),
                line("get /hello HTTP/1.1", "405"),
                line("G\0T /hello HTTP/1.1", "400|405"),
                line("TRACE /hello HTTP/1.1", "405"),
                line("M".repeat(9_000) + " /hello HTTP/1.1", "400|405|431|"),
                line("CONNECT plainstream:443 HTTP/1.1", "400|"),
                line("OPTIONS * HTTP/1.1", "400|404"),
                line("PRI * HTTP/2.0", "400|404"));
    }

    private static List<Case> targets() {
        return List.of(
                target("//hello", "400|404"),
                target("//plainstream/hello", "400|404"),
                target("/./hello", "404"),
                target("/x/../hello", "404"),
                target("/hello/", "404"),
                target("/hello/.", "404"),
                target("/%68ello", "404"),
                target("/%2e/hello", "404"),
                target("/%2e%2e/%2e%2e/etc/passwd", "404"),
                target("/..%2f..%2fetc%2fpasswd", "404"),
                target("/..\\..\\etc\\passwd", "400"),
                target("/hello;x=1", "404"),
                target("/hello%00", "404"),
                target("/hello%", "400"),
                target("/hello%zz", "400"),
                target("/hello\0", "400"),
                target("/hello\u00e9", "400"),
                target("/hello\u00c0\u00af", "400"),
                target("/healthcheckfoo", "404"),
                target("/hello#fragment", "400"),
                target("/hello?x=1", "400"),
                target("/current_time?name=a&name=b", "400"),
                target("/current_time?name=a%0d%0aSet-Cookie:%20x=1", "400"),
                target("/current_time?name=%ff", "400"),
                target("*", "400|404"),
                target("hello", "400|404"),
                target("http://plainstream/hello", "200"),
                target("http://elsewhere.example/hello", "200|400|404"),
                target("ftp://plainstream/hello", "400|404"),
                target("/likes/" + "a".repeat(5_000), "414|404"));
    }

    private static List<Case> hosts() {
        return List.of(
                new Case("no Host", get("/hello", ""), "400"),
                new Case("no Host in HTTP/1.0", "GET /hello HTTP/1.0\r\n\r\n", "200"),
                new Case("two Hosts", get("/hello", HOST + "Host: other\r\n"), "400"),
                new Case("the same Host twice", get("/hello", HOST + HOST), "400"),
                new Case("empty Host", get("/hello", "Host:\r\n"), "400"),
                new Case("Host with a path", get("/hello", "Host: a/b\r\n"), "400"),
                new Case("Host with a user", get("/hello", "Host: a@b\r\n"), "400"),
                new Case("Host with a blank", get("/hello", "Host: a b\r\n"), "400"));
    }

    private static List<Case> headers() {
        return List.of(
                header("folded line first", " X-A: 1\r\n", "400|"),
                header("no colon", "X-A\r\n", "400|"),
                header("no name", ": 1\r\n", "400|"),
                header("blank before the colon", "X-A : 1\r\n", "400|"),
                header("NUL in a value", "X-A: a\0b\r\n", "400|"),
                header("BEL in a value", "X-A: a\u0007b\r\n", "400|"),
                header("DEL in a value", "X-A: a\u007fb\r\n", "400|"),
                header("NUL in a name", "X\0A: a\r\n", "400|"),
                header("Latin-1 in a value", "X-A: \u00e9\r\n", "200|400"),
                header("Expect: 100-continue", "Expect: 100-continue\r\n", "(100 )?200"),
                header("Expect: nonsense", "Expect: the-unexpected\r\n", "417"),
                header("Upgrade: h2c", "Connection: Upgrade\r\nUpgrade: h2c\r\n", "200"),
                header("trace id with line break", "X-Amzn-Trace-Id: Root=1%0d%0aX: 1\r\n", "200"),
                header(
                        "trace id of 9,000 characters",
                        "X-Amzn-Trace-Id: Root=" + "1".repeat(9_000) + "\r\n",
                        "200|431"),
                header("forged X-Forwarded-For", "X-Forwarded-For: \"}\\u0000, <script>\r\n", "200"),
                new Case("key with quotes", post("Idempotency-Key: \"a\"\r\nContent-Length: 17\r\n", LIKE), "400"),
                new Case(
                        "two keys",
                        post("Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 17\r\n", LIKE),
                        "400"),
                new Case("compressed body", post("Content-Encoding: gzip\r\nContent-Length: 17\r\n", LIKE), "415"));
    }

    private static List<Case> sizes() {
        return List.of(
                new Case("request line of 64 KB", get("/" + "a".repeat(65_536), HOST), "400|414|431|"),
                new Case("request line of 2 MB", get("/" + "a".repeat(2 << 20), HOST), "400|414|431|"),
                header("one header of 64 KB", "X-A: " + "a".repeat(65_536) + "\r\n", "400|431|"),
                header("headers of 2 MB", ("X-A: " + "a".repeat(1_000) + "\r\n").repeat(2_000), "400|431|"),
                header("10,000 headers", numbered(10_000), "400|431|"),
                header("header name of 64 KB", "X".repeat(65_536) + ": a\r\n", "400|431|"),
                header("header without end", "X-A: " + "a".repeat(1 << 20), "400|431|"),
                new Case("body of 16,385 bytes", post("Content-Length: 16385\r\n", " ".repeat(16_385)), "413"),
                new Case("body of 10 MB", post("Content-Length: 10485760\r\n", " ".repeat(10 << 20)), "413|"),
                new Case("announced body of 1 TB", post("Content-Length: 1099511627776\r\n", LIKE), "413"),
                new Case(
                        "chunks of 10 MB",
                        post(
                                "Transfer-Encoding: chunked\r\n",
                                ("1000\r\n" + " ".repeat(4_096) + "\r\n").repeat(2_560) + "0\r\n\r\n"),
                        "413|"));
    }

    private static String numbered(int count) {
        var headers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            headers.append("X-").append(i).append(": a\r\n");
        }
        return headers.toString();
    }

    private static List<Case> strangers() {
        return Map.ofEntries(
                        entry(
                                "TLS ClientHello",
                                "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "x".repeat(500)),
                        entry("SSH", "SSH-2.0-OpenSSH_9.2\r\n"),
                        entry("RTSP", "OPTIONS rtsp://a/b RTSP/1.0\r\nCSeq: 1\r\n\r\n"),
                        entry("zero bytes", "\0".repeat(4_096)),
                        entry("PROXY protocol", "PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n" + get("/hello", HOST)),
                        entry("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"))
                .entrySet()
                .stream()
                .map(stranger -> new Case(stranger.getKey(), stranger.getValue(), "(400|404|405)?( 400)?"))
                .toList();
    }
}
