package plainstream.local.balancer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;
import plainstream.esm.host.Http;

class LoadBalancerTest {
    private static final Route ROUTE = new Route(List.of("GET", "HEAD", "PUT"), List.of("/app", "/app/*"), "queries");

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer service;
    private LoadBalancer balancer;
    private volatile Headers received;
    private volatile String target;
    private volatile JsonNode event;
    private volatile String answer = """
            {"statusCode":200,"multiValueHeaders":{"content-type":["text/plain"],"x-a":["1","2"]},"body":"né"}""";

    @BeforeEach
    void start() {
        service = Http.server(0, Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/", this::serve);
        service.start();
        Invoker queries = bytes -> {
            event = tree(bytes);
            if (answer.equals("fail")) {
                throw new FunctionError("Unhandled", "asked to");
            }
            return answer.getBytes(UTF_8);
        };
        var address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        balancer = LoadBalancer.start(0, address, List.of(ROUTE), Map.of("queries", queries), line -> {});
    }

    @AfterEach
    void stop() {
        balancer.close();
        service.stop(0);
        client.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            received = exchange.getRequestHeaders();
            target = exchange.getRequestURI().toString();
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Service", "yes");
            exchange.getResponseHeaders().set("Keep-Alive", "timeout=1");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "42");
            }
            boolean empty = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
            exchange.sendResponseHeaders(target.startsWith("/teapot") ? 418 : 200, empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Test
    void forwardsWithTheHeadersOfALoadBalancer() throws Exception {
        var response = send(request("/x/%C3%A9;a?b=%20&c")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofString("body")));
        assertEquals("body", response.body());
        assertEquals("yes", response.headers().firstValue("X-Service").orElse(""));
        assertTrue(response.headers().firstValue("Keep-Alive").isEmpty());
        assertEquals("/x/%C3%A9;a?b=%20&c", target);
        assertEquals("6.6.6.6, 127.0.0.1", received.getFirst("X-Forwarded-For"));
        assertEquals("http", received.getFirst("X-Forwarded-Proto"));
        assertEquals(String.valueOf(balancer.address().getPort()), received.getFirst("X-Forwarded-Port"));
        assertEquals(balancer.address().getAuthority(), received.getFirst("Host"));
        assertEquals("k", received.getFirst("Idempotency-Key"));
        assertTrue(received.getFirst("X-Amzn-Trace-Id").matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}"));
    }

    @Test
    void keepsTheRootOfAClientsTrace() throws Exception {
        send(request("/x").header("X-Amzn-Trace-Id", "Root=1-00000000-000000000000000000000001"));
        assertTrue(received.getFirst("X-Amzn-Trace-Id")
                .matches("Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-00000000-000000000000000000000001"));
    }

    @Test
    void passesStatusAndHeadOn() throws Exception {
        assertEquals(418, send(request("/teapot")).statusCode());
        var head = send(request("/x").method("HEAD", BodyPublishers.noBody()));
        assertEquals("42", head.headers().firstValue("Content-Length").orElse(""));
    }

    @Test
    void givesAFunctionTheLoadBalancersEvent() throws Exception {
        var response = send(request("/app/a%2Fb?limit=2&limit=%33&empty=&flag").header("Accept", "a"));
        assertEquals("né", response.body());
        assertEquals(List.of("1", "2"), response.headers().allValues("x-a"));
        assertEquals("GET", event.get("httpMethod").asText());
        assertEquals("/app/a%2Fb", event.get("path").asText());
        assertEquals("""
                {"limit":["2","%33"],"empty":[""],"flag":[""]}""", event.get("multiValueQueryStringParameters").toString());
        assertEquals("[\"a\"]", event.at("/multiValueHeaders/accept").toString());
        assertEquals(
                "[\"127.0.0.1\"]",
                event.at("/multiValueHeaders/x-forwarded-for").toString());
        assertTrue(event.at("/requestContext/elb/targetGroupArn").asText().startsWith("arn:aws:"));
        assertEquals("", event.get("body").asText());
        assertFalse(event.get("isBase64Encoded").asBoolean());
    }

    @Test
    void routesByMethodAndPathOnly() throws Exception {
        assertEquals(
                "yes",
                send(request("/app").POST(BodyPublishers.noBody()))
                        .headers()
                        .firstValue("X-Service")
                        .orElse(""));
        assertEquals(
                "yes", send(request("/apple")).headers().firstValue("X-Service").orElse(""));
        var head = send(request("/app").method("HEAD", BodyPublishers.noBody()));
        assertEquals("3", head.headers().firstValue("Content-Length").orElse(""));
        assertEquals("", head.body());
    }

    @Test
    void answers502ForAFunctionThatFailsOrAnswersNonsense() throws Exception {
        for (String bad : List.of(
                "fail",
                "",
                "null",
                "[]",
                "no json",
                "{\"statusCode\":\"x\"}",
                "{\"statusCode\":99}",
                "{\"statusCode\":200,\"body\":\"" + "x".repeat(LambdaTarget.LIMIT) + "\"}")) {
            answer = bad;
            assertEquals(502, send(request("/app")).statusCode(), bad.substring(0, Math.min(30, bad.length())));
        }
    }

    @Test
    void answers413ForAFunctionsBodyBeyondOneMegabyte() throws Exception {
        var response =
                send(request("/app").method("PUT", BodyPublishers.ofByteArray(new byte[LambdaTarget.LIMIT + 1])));
        assertEquals(413, response.statusCode());
    }

    @Test
    void answers502WhileTheServiceIsAway() throws Exception {
        service.stop(0);
        assertEquals(502, send(request("/x")).statusCode());
    }

    static Stream<Arguments> hostile() {
        var many = new StringBuilder();
        IntStream.range(0, 200).forEach(i -> many.append("X-").append(i).append(": a\r\n"));
        return Stream.of(
                Arguments.of(200, "GET /x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(200, "GET http://a/x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(200, "GET /x HTTP/1.0", ""),
                Arguments.of(200, "GET /x HTTP/1.1", "Host: a\r\nX-T: a\tb\r\n"),
                Arguments.of(200, "GET /x HTTP/1.1", "Host: a\r\n" + many),
                Arguments.of(200, "GET /" + "x".repeat(16_000) + " HTTP/1.1", "Host: a\r\n"),
                Arguments.of(200, "POST /x HTTP/1.1", "Host: a\r\nContent-Length: 0\r\n"),
                Arguments.of(405, "TRACE /x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "G{T /x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET /x HTTP/1.2", "Host: a\r\n"),
                Arguments.of(400, "GET /x http/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET http://:80/x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET http:///x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET http://u@b/x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET ftp://b/x HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET /x#y HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET /\u00e9 HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET /" + "x".repeat(16_384) + " HTTP/1.1", "Host: a\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a\r\nX-T: " + "x".repeat(16_384) + "\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a\r\n" + ("X-T: " + "x".repeat(9_000) + "\r\n").repeat(8)),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a\r\nX-T: \u00e9\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a\r\nX-T: -a\u0001b-\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a\r\nX-T: -a\u007fb-\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a\r\nX-T: -\u001b[0m-\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1", ""),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a\r\nHost: b\r\n"),
                Arguments.of(400, "GET /x HTTP/1.1", "Host: a b\r\n"),
                Arguments.of(400, "GET /app HTTP/1.1", "Host: u@b\r\n"),
                Arguments.of(200, "GET /x HTTP/1.1", "Host: a\r\nContent-Length: 0\r\n"),
                Arguments.of(400, "GET /app HTTP/1.1", "Host: a\r\nContent-Length: 1\r\n\r\nx"),
                Arguments.of(400, "HEAD /x HTTP/1.1", "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"),
                Arguments.of(400, "POST /x HTTP/1.0", "Transfer-Encoding: chunked\r\n\r\n0\r\n"),
                Arguments.of(400, "POST /x HTTP/1.1", "Host: a\r\nContent-Length: +0\r\n"),
                Arguments.of(
                        400,
                        "POST /x HTTP/1.1",
                        "Host: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"),
                Arguments.of(
                        463,
                        "GET /x HTTP/1.1",
                        "Host: a\r\nX-Forwarded-For: 1.1.1.1" + ",1.1.1.1".repeat(30) + "\r\n"));
    }

    /** As AWS documents of its load balancer in the strictest mode; never a 5xx, never silence. */
    @ParameterizedTest
    @MethodSource("hostile")
    void answersWhatDoesNotComplyItself(int status, String line, String headers) throws Exception {
        target = "";
        assertEquals("HTTP/1.1 " + status, raw(line + "\r\n" + headers + "\r\n"));
        assertEquals(status == 200, !target.isEmpty(), "the service sees what complies, and nothing else");
    }

    @Test
    void dropsHeadersWhoseNamesAreNotValid() throws Exception {
        raw("POST /x HTTP/1.1\r\nHost: a\r\nContent_Length: 7\r\nX.A: 1\r\nX-B: 2\r\nContent-Length: 0\r\n\r\n");
        assertEquals(null, received.getFirst("Content_Length"));
        assertEquals(null, received.getFirst("X.A"));
        assertEquals("2", received.getFirst("X-B"));
    }

    @Test
    void answers400ToABodyThatIsCutShortOrNoChunks() throws Exception {
        String post = "POST /x HTTP/1.1\r\nHost: a\r\n";
        assertTrue(raw(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n").startsWith("HTTP/1.1 400"));
        assertTrue(rawAndNoMore(post + "Content-Length: 10\r\n\r\nabc").startsWith("HTTP/1.1 400"));
    }

    @Test
    void tellsTheLengthOfAHeadOnlyWhereTheTargetTellsIt() throws Exception {
        answer = """
                {"statusCode":200,"multiValueHeaders":{"content-type":["text/plain"]},"body":""}""";
        var silent = send(request("/app").method("HEAD", BodyPublishers.noBody()));
        assertTrue(silent.headers().firstValue("Content-Length").isEmpty(), silent.headers()::toString);
        answer = """
                {"statusCode":200,"multiValueHeaders":{"content-length":["42"]},"body":""}""";
        var told = send(request("/app").method("HEAD", BodyPublishers.noBody()));
        assertEquals("42", told.headers().firstValue("Content-Length").orElse(""));
    }

    @Test
    void passesADoubleSlashOn() throws Exception {
        assertTrue(raw("GET //x/y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .startsWith("HTTP/1.1 200"));
        assertEquals("//x/y", target);
    }

    @Test
    void dropsNothingUnderManyRequests() {
        assertEquals(
                2_000,
                IntStream.range(0, 2_000)
                        .mapToObj(i -> client.sendAsync(
                                request("/x?" + i)
                                        .POST(BodyPublishers.ofString("b"))
                                        .build(),
                                BodyHandlers.ofString()))
                        .toList()
                        .stream()
                        .filter(response -> response.join().statusCode() == 200)
                        .count());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(balancer.address() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        return raw(request, false);
    }

    private String rawAndNoMore(String request) throws IOException {
        return raw(request, true);
    }

    private String raw(String request, boolean last) throws IOException {
        try (var socket = new Socket("127.0.0.1", balancer.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            if (last) {
                socket.shutdownOutput();
            }
            socket.setSoTimeout(5_000);
            return new String(socket.getInputStream().readNBytes(12), UTF_8);
        }
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
