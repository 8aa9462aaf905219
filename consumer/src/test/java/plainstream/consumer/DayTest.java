package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.MemoryTables;

/** A day of one environment of the function {@code events}, by a clock that is faster: nothing of ours grows with it. */
class DayTest {
    private static final Instant MIDNIGHT = Instant.ofEpochMilli(TestEvent.APPENDED_MS);
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int BATCHES_AN_HOUR = 12;
    private static final int HOURS = 24;
    private static final int PARTITIONS = 3;
    private static final int KEYS = 6;
    private static final long NOISE_BYTES = 2_000_000;

    /** What there is at the end of an hour. */
    private record Size(int keys, int movie, int connections, int threads) {}

    private Instant now = MIDNIGHT;

    @Test
    void growsByNothingButWhatItStores() throws IOException {
        List<Size> hours = new ArrayList<>();
        List<Long> heap = new ArrayList<>();
        try (Quiet quiet = new Quiet();
                MemoryTables tables = new MemoryTables()) {
            EventsHandler handler = new EventsHandler(environment(tables), () -> now);
            for (int batch = 0; batch < HOURS * BATCHES_AN_HOUR; batch++, now = now.plus(STEP)) {
                deliver(handler, batch);
                sweep(tables);
                if (batch % BATCHES_AN_HOUR == BATCHES_AN_HOUR - 1) {
                    quiet.metrics();
                    hours.add(size(tables));
                    heap.add(heapBytes());
                }
            }
            assertEquals(
                    HOURS * BATCHES_AN_HOUR * PARTITIONS * (KEYS + 2),
                    tables.all("x-likes").getFirst().number("likes", -1));
        }
        // The keys of an hour and of the batch at its end; likes, three times, two numbers a partition, and the movie's
        // id.
        int keys = (BATCHES_AN_HOUR + 1) * PARTITIONS * KEYS;
        Size second = hours.get(1);
        assertEquals(new Size(keys, 5 + 2 * PARTITIONS, second.connections, second.threads), second);
        assertEquals(List.of(second), hours.stream().skip(1).distinct().toList());
        assertTrue(second.connections <= 2, "connections: " + second.connections);
        long more = heap.getLast() - heap.get(3);
        assertTrue(more < NOISE_BYTES, "bytes more after 20 hours: " + more);
    }

    private static Map<String, String> environment(MemoryTables tables) {
        return Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "s",
                "AWS_ENDPOINT_URL_DYNAMODB", tables.endpoint().toString(),
                "TABLE_PREFIX", "x-",
                "LOG_LEVEL", "OFF",
                "DYNAMODB_CONNECTIONS", "1",
                "IDEMPOTENCY_TTL_S", "3600");
    }

    private static void deliver(EventsHandler handler, int batch) throws IOException {
        TestEvent event = new TestEvent().later(STEP.multipliedBy(batch));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long offset = 10L * batch;
            event.like(partition, offset++, "tt1").like(partition, offset++, "tt1");
            for (int key = 0; key < KEYS; key++) {
                event.keyedLike(partition, offset++, "tt1", batch + "-" + partition + "-" + key);
            }
            event.timestamp(partition, offset++, batch + "-" + partition, "2026-11-21T00:00:00.000001Z");
            event.add("events", partition, offset, TestEvent.headers("nonsense", "x"), TestEvent.json("{}"));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.bytes()), answer, new TestContext(60_000));
        assertEquals(EventsFunction.OK, answer.toString(UTF_8));
    }

    /** As DynamoDB does some time after a row's end; and what is stored for good is taken away, so that the heap shows the rest. */
    private void sweep(MemoryTables tables) {
        tables.remove("x-idempotency", key -> key.number("expiresAt", 0) < now.getEpochSecond());
        tables.remove("x-timestamps", row -> true);
        tables.remove("x-dead_letters", row -> true);
    }

    private static Size size(MemoryTables tables) {
        Item movie = tables.all("x-likes").getFirst();
        long writers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("write-"))
                .count();
        return new Size(
                tables.all("x-idempotency").size(), movie.attributes().size(), tables.connections(), (int) writers);
    }

    private static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
