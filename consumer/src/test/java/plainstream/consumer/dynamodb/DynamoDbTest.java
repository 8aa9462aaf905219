package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.time.Deadline;

/** The client against a server that answers as it is told. */
class DynamoDbTest {
    private static final Item KEY = new Item().with("id", "1");

    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<InetSocketAddress> connections = new HashSet<>();
    private HttpServer server;
    private DynamoDb client;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            connections.add(exchange.getRemoteAddress());
            Answer answer = answers.size() > 1 ? answers.pop() : answers.peek();
            if (answer.status == 0) {
                exchange.close();
                return;
            }
            byte[] body = answer.body.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = client(new Retries(4, 1, 2, Retries.DEFAULT.codes()));
    }

    private DynamoDb client(Retries retries) {
        return client(retries, () -> new Credentials("A", "S", ""));
    }

    private DynamoDb client(Retries retries, CredentialsSource credentials) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new DynamoDb(endpoint, "eu-west-1", credentials, Clock.systemUTC(), retries);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "RequestLimitExceeded",
                "TransactionConflictException",
                "InternalServerError",
                "TransactionInProgressException"
            })
    void triesAgainWhatMayPass(String code) {
        answers.add(error(400, code));
        answers.add(new Answer(200, "{}"));
        assertTrue(get().isEmpty());
        assertEquals(2, requests.size());
    }

    /** As the functions ask: a burst that is throttled for some milliseconds fails no batch. */
    @Test
    void getsThroughThreeThrottledCallsByDefault() {
        client = client(Retries.DEFAULT);
        answers.addAll(Collections.nCopies(3, error(400, "ThrottlingException")));
        answers.add(new Answer(200, "{}"));
        assertTrue(get().isEmpty());
        assertEquals(4, requests.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 0})
    void givesUpAfterItsAttempts(int status) {
        answers.add(new Answer(status, "<html>no JSON</html>"));
        DynamoDbException e = assertThrows(UnavailableException.class, this::get);
        assertTrue(e.getMessage().startsWith("GetItem, attempt 4: "), e.getMessage());
        // A connection that dies without an answer is no attempt until a second one has died too.
        assertEquals(status == 0 ? 8 : 4, requests.size());
    }

    @ParameterizedTest
    @CsvSource({"ExpiredTokenException, 1", "ThrottlingException, 0"})
    void fetchesCredentialsAnewThatAreCalledExpired(String code, int expired) {
        AtomicInteger calls = new AtomicInteger();
        client = client(Retries.DEFAULT, new CredentialsSource() {
            @Override
            public Credentials get() {
                return new Credentials("A", "S", "");
            }

            @Override
            public void expire() {
                calls.incrementAndGet();
            }
        });
        answers.add(error(400, code));
        answers.add(new Answer(200, "{}"));
        assertTrue(get().isEmpty());
        assertEquals(expired, calls.get());
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, RefusedException",
        "ResourceNotFoundException, RefusedException",
        "UnrecognizedClientException, RefusedException",
        "ValidationException, InvalidRequestException",
        "ItemCollectionSizeLimitExceededException, InvalidRequestException"
    })
    void triesNothingAgainThatCannotPass(String code, String exception) {
        answers.add(error(400, code));
        DynamoDbException e = assertThrows(DynamoDbException.class, this::get);
        assertEquals(exception, e.getClass().getSimpleName());
        assertTrue(e.getMessage().startsWith("GetItem: " + code), e.getMessage());
        assertEquals(1, requests.size());
    }

    @Test
    void givesTheOldItemWithAFailedCondition() {
        answers.add(
                new Answer(
                        400,
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\",\"message\":\"no\",\"Item\":{\"o\":{\"N\":\"7\"}}}"));
        ConditionFailedException e =
                assertThrows(ConditionFailedException.class, () -> client.write(put(), Deadline.inMs(5_000)));
        assertEquals(7, e.oldItem(0).number("o", -1));
        assertTrue(
                requests.getFirst().endsWith("\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"}"),
                requests.getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "ConditionalCheckFailed, None, ConditionFailedException, 1",
                "None, ConditionalCheckFailed, ConditionFailedException, 1",
        "ConditionalCheckFailed, TransactionConflict, ConditionFailedException, 1",
                "TransactionConflict, None, UnavailableException, 4",
        "ThrottlingError, TransactionConflict, UnavailableException, 4",
                "ValidationError, None, InvalidRequestException, 1"
    })
    void judgesATransactionByItsReasons(String first, String second, String exception, int tries) {
        answers.add(new Answer(
                400,
                "{\"__type\":\"x#TransactionCanceledException\",\"CancellationReasons\":[{\"Code\":\"" + first
                        + "\"},{\"Code\":\"" + second + "\"}]}"));
        DynamoDbException e = assertThrows(
                DynamoDbException.class, () -> client.transact(List.of(put(), put()), Deadline.inMs(5_000)));
        assertEquals(exception, e.getClass().getSimpleName());
        assertEquals(tries, requests.size());
    }

    @Test
    void getsAnItemByItsKey() {
        answers.add(new Answer(200, "{\"Item\":{\"id\":{\"S\":\"1\"},\"n\":{\"N\":\"7\"}}}"));
        assertEquals(7, get().orElseThrow().number("n", -1));
        assertEquals(
                List.of("DynamoDB_20120810.GetItem {\"TableName\":\"t\",\"Key\":{\"id\":{\"S\":\"1\"}}}"), requests);
    }

    @Test
    void findsNothingInAnAnswerWithoutTheTable() {
        answers.add(new Answer(200, "{\"Responses\":{}}"));
        assertEquals(List.of(), client.batchGet("t", List.of(KEY), Deadline.inMs(5_000)));
    }

    @Test
    void asksAgainForUnprocessedKeys() {
        answers.add(
                new Answer(
                        200,
                        "{\"Responses\":{\"t\":[{\"id\":{\"S\":\"1\"}}]},\"UnprocessedKeys\":{\"t\":{\"Keys\":[{\"id\":{\"S\":\"2\"}}]}}}"));
        answers.add(new Answer(200, "{\"Responses\":{\"t\":[{\"id\":{\"S\":\"2\"}}]},\"UnprocessedKeys\":{}}"));
        List<Item> items = client.batchGet("t", List.of(KEY, new Item().with("id", "2")), Deadline.inMs(5_000));
        assertEquals(
                List.of("1", "2"), items.stream().map(item -> item.text("id")).toList());
        String request =
                "DynamoDB_20120810.BatchGetItem {\"RequestItems\":{\"t\":{\"Keys\":[%s{\"id\":{\"S\":\"2\"}}]}}}";
        assertEquals(List.of(request.formatted("{\"id\":{\"S\":\"1\"}},"), request.formatted("")), requests);
    }

    @Test
    void putsAgainWhatIsLeftUnprocessed() {
        String second = "{\"t\":[{\"PutRequest\":{\"Item\":{\"id\":{\"S\":\"2\"}}}}]}";
        answers.add(new Answer(200, "{\"UnprocessedItems\":" + second + "}"));
        answers.add(new Answer(200, "{\"UnprocessedItems\":{}}"));
        client.batchPut("t", List.of(KEY, new Item().with("id", "2")), Deadline.inMs(5_000));
        assertEquals(
                List.of(
                        "DynamoDB_20120810.BatchWriteItem {\"RequestItems\":{\"t\":[{\"PutRequest\":{\"Item\":{\"id\":{\"S\":\"1\"}}}},"
                                + second.substring(6) + "}",
                        "DynamoDB_20120810.BatchWriteItem {\"RequestItems\":" + second + "}"),
                requests);
    }

    @Test
    void givesUpOnWhatStaysUnprocessed() {
        answers.add(new Answer(200, "{\"UnprocessedItems\":{\"t\":[]}}"));
        assertThrows(UnavailableException.class, () -> client.batchPut("t", List.of(KEY), Deadline.inMs(5_000)));
        assertEquals(4, requests.size());
    }

    @Test
    void followsNoRedirect() {
        answers.add(new Answer(307, ""));
        assertThrows(RefusedException.class, this::get);
        assertEquals(1, requests.size());
    }

    @Test
    void takesNoAnswerThatIsNotJson() {
        answers.add(new Answer(200, "{\"Item\":"));
        assertThrows(UnavailableException.class, this::get);
    }

    @Test
    void usesOneConnectionForAllCallsErrorsIncluded() {
        answers.add(new Answer(200, "{}"));
        for (int i = 0; i < 5; i++) {
            get();
        }
        answers.clear();
        answers.add(error(400, "ValidationException"));
        for (int i = 0; i < 5; i++) {
            assertThrows(InvalidRequestException.class, this::get);
        }
        assertEquals(1, connections.size());
    }

    @Test
    void stopsAtTheDeadline() {
        client = client(new Retries(4, 60_000, 60_000, Retries.DEFAULT.codes()));
        answers.add(new Answer(503, ""));
        assertThrows(UnavailableException.class, this::get, "there is no time for a pause of up to a minute");
        assertEquals(1, requests.size());
    }

    /** Whoever interrupted the thread still finds it so. */
    @Test
    void givesUpWhenInterrupted() {
        client = client(new Retries(4, 1_000, 1_000, Retries.DEFAULT.codes()));
        answers.add(new Answer(503, ""));
        Thread.currentThread().interrupt();
        DynamoDbException e = assertThrows(UnavailableException.class, this::get);
        assertTrue(Thread.interrupted());
        assertEquals("GetItem: interrupted", e.getMessage());
        assertEquals(1, requests.size());
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"because\"}");
    }

    private static Write put() {
        return new Write.Put("t", KEY, Condition.NONE);
    }

    private java.util.Optional<Item> get() {
        return client.get("t", KEY, Deadline.inMs(5_000));
    }
}
