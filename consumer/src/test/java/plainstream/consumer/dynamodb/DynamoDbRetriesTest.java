package plainstream.consumer.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.time.Deadline;

/** What the client tries again, how often, and for how long. */
class DynamoDbRetriesTest extends DynamoDbFixture {
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
    void givesUpOnWhatStaysUnprocessed() {
        answers.add(new Answer(200, "{\"UnprocessedItems\":{\"t\":[]}}"));
        assertThrows(UnavailableException.class, () -> client.batchPut("t", List.of(KEY), Deadline.inMs(5_000)));
        assertEquals(4, requests.size());
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
}
