package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.json.JsonObject;

/**
 * Every place where a record can leave a function without a row, a dead letter, a failed batch or a count is closed:
 *
 * <ul>
 *   <li>the event: what is not a Kafka mapping's, has no records, or two records of one offset, fails as a whole;
 *   <li>the headers: what says that it is an event and is not to be read as one is a dead letter;
 *   <li>the value: no JSON, another shape, values that break a rule or are too large are dead letters, without a value it counts as skipped;
 *   <li>the plan: each kind of effect says what becomes of it, or does not compile;
 *   <li>the write: what DynamoDB never takes is a dead letter, what it does not take now fails the batch, what a table remembers of another
 *       life of the topic is refused; an order that is older than the stored one counts as skipped;
 *   <li>the result: a record without an outcome fails the batch.
 * </ul>
 *
 * <p>Ten thousand odd records are fed, and each is found in exactly one place.
 */
class AccountingTest {
    private static final int RECORDS = 10_000;
    private static final int BATCH = 500;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T04:00:00Z"), ZoneOffset.UTC);
    private static final List<String> COUNTS = List.of(
            "RecordsStored", "RecordsLogged", "RecordsSkipped", "DeadLetters", "RecordsRetried", "RecordsRefused");

    private MemoryTables tables;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws IOException {
        tables = new MemoryTables();
        environment = Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString(),
                "TABLE_PREFIX", "x-",
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "LOG_LEVEL", "OFF");
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void tenThousandOddRecordsAreEachInOnePlace() throws IOException {
        OddRecords odd = new OddRecords(new Random(18));
        long[] counts = run(new EventsHandler(environment, CLOCK)::handleRequest, odd);
        assertEquals(
                RECORDS,
                counts[0] + counts[1] + counts[2] + counts[3],
                List.of(counts[0], counts[1], counts[2], counts[3]).toString());
        assertEquals(0, counts[4] + counts[5]);
        Set<Long> dead = offsets("dead_letters");
        assertEquals(counts[3], dead.size());
        assertEquals(odd.plain().size(), counts[1], "logged");
        assertEquals(odd.withoutValue().size(), counts[2], "skipped");
        Set<Long> rows = rows();
        assertEquals(counts[0], rows.size(), "rows");
        for (long offset = 0; offset < RECORDS; offset++) {
            int places = (dead.contains(offset) ? 1 : 0)
                    + (rows.contains(offset) ? 1 : 0)
                    + (odd.plain().contains(offset) ? 1 : 0)
                    + (odd.withoutValue().contains(offset) ? 1 : 0);
            assertEquals(1, places, odd.describe(offset));
        }
        for (long count : List.of(counts[0], counts[1], counts[2], counts[3])) {
            assertTrue(count > RECORDS / 100, "too few of a kind to mean anything: " + count);
        }
    }

    @Test
    void theEnrichmentLosesNoneEither() throws IOException {
        OddRecords odd = new OddRecords(new Random(19)).withoutOrders();
        long[] counts = run(new EnrichmentHandler(environment, CLOCK)::handleRequest, odd);
        assertEquals(RECORDS, counts[1] + counts[2] + counts[3]);
        assertEquals(counts[3], offsets("dead_letters").size());
        assertEquals(odd.withoutValue().size(), counts[2]);
    }

    private interface Handler {
        void handle(
                java.io.InputStream event, OutputStream answer, com.amazonaws.services.lambda.runtime.Context context)
                throws IOException;
    }

    private static long[] run(Handler handler, OddRecords odd) throws IOException {
        long[] counts = new long[COUNTS.size()];
        try (Quiet quiet = new Quiet()) {
            for (int from = 0; from < RECORDS; from += BATCH) {
                TestEvent event = new TestEvent();
                for (int offset = from; offset < from + BATCH; offset++) {
                    odd.addTo(event, offset);
                }
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                handler.handle(new ByteArrayInputStream(event.bytes()), answer, new TestContext(60_000));
                assertEquals("{\"batchItemFailures\":[]}", answer.toString(UTF_8));
            }
            for (JsonObject line : quiet.metrics()) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] += line.member(COUNTS.get(i)).asNumber().asLong();
                }
            }
        }
        return counts;
    }

    private Set<Long> offsets(String table) {
        Set<Long> offsets = new HashSet<>();
        for (Item item : tables.all("x-" + table)) {
            offsets.add(item.number("offset", -1));
        }
        return offsets;
    }

    /** Each good record names its offset in what it stores. */
    private Set<Long> rows() {
        Set<Long> rows = new HashSet<>();
        for (Item item : tables.all("x-likes")) {
            assertEquals(1, item.number("likes", -1));
            rows.add(Long.parseLong(item.text("movieId").substring(1)));
        }
        for (Item item : tables.all("x-timestamps")) {
            rows.add(Long.parseLong(item.text("id").substring(1)));
        }
        for (Item item : tables.all("x-orders")) {
            rows.add(Long.parseLong(item.text("OrderNo").substring(1)));
        }
        return rows;
    }
}
