package plainstream.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invocations against a Lambda that answers as it is told. */
class FunctionsTest {
    private static final String DONE = "{\"batchItemFailures\":[]}";
    private static final String FAILED =
            "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"events-0\",\"offset\":7}}]}";
    private static final Source SOURCE = new Source("events", 0, "c1");

    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            assertTrue(authorization.contains("/eu-west-1/lambda/aws4_request"), authorization);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            Answer answer = answers.size() > 1 ? answers.pop() : answers.peek();
            byte[] bytes = answer.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void invokesAgainUntilNoRecordFailed() throws IOException {
        answers.add(new Answer(429, "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\"}"));
        answers.add(new Answer(500, "no JSON"));
        answers.add(new Answer(200, "{\"errorMessage\":\"the batch failed\"}"));
        answers.add(new Answer(200, FAILED));
        answers.add(new Answer(200, DONE));
        functions("events:live").give(SOURCE, 7, "{}".getBytes(UTF_8));
        assertEquals(5, requests.size());
        assertEquals(
                List.of("POST /2015-03-31/functions/events/invocations?Qualifier=live {}"),
                requests.stream().distinct().toList());
    }

    @Test
    void givesUpAfterSixTimesAndSaysWhatWasAnsweredLast() {
        answers.add(new Answer(200, FAILED));
        IOException e =
                assertThrows(IOException.class, () -> functions("events").give(SOURCE, 7, new byte[] {'{', '}'}));
        assertEquals(6, requests.size());
        assertEquals("events did not take it, 6 times; last: status 200 " + FAILED, e.getMessage());
    }

    private Functions functions(String function) {
        Map<String, String> environment = Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_ENDPOINT_URL_LAMBDA",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        return new Functions(Map.of("events", function), environment, 1);
    }
}
