package plainstream.consumer.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.consumer.TestEvent;
import plainstream.consumer.batch.DeadLetters;
import plainstream.consumer.batch.Lane;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.batch.Partitions;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.function.Tables;
import plainstream.consumer.function.TimestampShards;
import plainstream.consumer.time.Deadline;

/** What is written together, what after one another, and what beside. */
class PlanTest {
    private TestEvent event = new TestEvent();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private MemoryTables tables;
    private PartitionRun partition;

    @BeforeEach
    void start() throws IOException {
        tables = new MemoryTables();
        tables.plan((operation, body) -> {
            calls.add(operation);
            return MemoryTables.Fate.DONE;
        });
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void sumsLikesOfOneMovieAndKeepsMoviesApart() {
        event.like(0, 0, "a").like(0, 1, "b").like(0, 2, "a").like(0, 3, "a");
        assertEquals(2, run());
        assertEquals(List.of("UpdateItem", "UpdateItem"), calls);
        assertEquals(4, stored());
    }

    @Test
    void putsKeyedLikesBetweenTheOthersInTheirOrder() {
        event.like(0, 0, "a")
                .keyedLike(0, 1, "a", "x")
                .keyedLike(0, 2, "a", "y")
                .like(0, 3, "a");
        assertEquals(1, run());
        assertEquals(List.of("UpdateItem", "TransactWriteItems", "UpdateItem"), calls);
        assertEquals(4, tables.all("x-likes").getFirst().number("likes", -1));
    }

    @Test
    void writesNoMoreKeysAtOnceThanATransactionTakes() {
        for (int i = 0; i < 100; i++) {
            event.keyedLike(0, i, "a", "k" + i);
        }
        assertEquals(1, run());
        assertEquals(List.of("TransactWriteItems", "TransactWriteItems"), calls);
    }

    @Test
    void sharesCallsBetweenTimestampsWithoutKeys() {
        for (int i = 0; i < 30; i++) {
            event.timestamp(0, i, "id" + i, "2026-11-21T00:00:00.%06dZ".formatted(i));
        }
        assertEquals(2, run());
        assertEquals(List.of("BatchWriteItem", "BatchWriteItem"), calls);
        assertEquals(30, tables.all("x-timestamps").size());
    }

    @Test
    void findsTheOneTimestampThatIsNeverTaken() {
        for (int i = 0; i < 5; i++) {
            event.timestamp(0, i, "id" + i, "2026-11-21T00:00:00.%06dZ".formatted(i));
        }
        tables.plan((operation, body) -> body.contains("\"id3\"") && body.contains("x-timestamps")
                ? MemoryTables.Fate.INVALID
                : MemoryTables.Fate.DONE);
        run();
        assertEquals("4 1", stored() + " " + Partitions.count(partition, Outcome.Dead.class));
        assertEquals(3, tables.all("x-dead_letters").getFirst().number("offset", -1));
    }

    @Test
    void writesOrdersOfOneNumberInTheirOrder() {
        for (int i = 0; i < 3; i++) {
            String order = "{\"OrderNo\":\"" + i / 2 + "\",\"Customer\":\"c\",\"n\":" + i + "}";
            event.order(i, "2026-11-21T00:00:0" + i + ".000000Z", order);
        }
        assertEquals(2, run());
        assertEquals(1, tables.all("x-orders").getFirst().number("n", -1));
        assertEquals(3, stored());
    }

    @Test
    void saysWhatAnOlderOrderCameTo() {
        event.order(0, "2026-11-21T00:00:01.000000Z", "{\"OrderNo\":\"1\",\"Customer\":\"c\"}");
        event.order(1, "2026-11-21T00:00:00.000000Z", "{\"OrderNo\":\"1\",\"Customer\":\"c\"}");
        run();
        assertEquals("1 1", stored() + " " + Partitions.count(partition, Outcome.Skipped.class));
    }

    @Test
    void countsAKeyAgainThatWasForgottenWithinOneBatch() {
        event.keyedLike(0, 0, "a", "x").keyedLike(0, 1, "a", "y").later(Duration.ofSeconds(60));
        event.keyedLike(0, 2, "a", "x").later(Duration.ofSeconds(1)).keyedLike(0, 3, "a", "x");
        assertEquals(1, run());
        assertEquals(List.of("TransactWriteItems", "TransactWriteItems"), calls);
        assertEquals(3, tables.all("x-likes").getFirst().number("likes", -1));
    }

    @Test
    void storesWhatTheArchiveGivesBackWhereItIsNotThere() {
        event.timestamp(0, 3, "id1", "2026-11-21T00:00:00.000001Z")
                .timestamp(0, 4, "id2", "2026-11-21T00:00:00.000002Z");
        event.keyedTimestamp(0, 5, "k", "2026-11-21T00:00:00.000003Z");
        event.keyedTimestamp(0, 6, "k", "2026-11-21T00:00:00.000004Z");
        event = event.archived("0", Instant.parse("2026-11-21T03:30:00Z"));
        assertEquals(3, run());
        assertEquals(2, Collections.frequency(calls, "PutItem"), calls.toString());
        assertEquals("3 4", tables.all("x-timestamps").size() + " " + stored());
    }

    /** As after a consumer group was set back: the client's later try must not become another timestamp. */
    @Test
    void storesATimestampOfAKeyOnceThoughTheKeyIsForgottenWhenItComesAgain() {
        event.keyedTimestamp(0, 5, "k", "2026-11-21T00:00:00.000003Z")
                .keyedTimestamp(0, 6, "k", "2026-11-21T00:00:00.000004Z");
        run();
        tables.remove("x-idempotency", key -> true);
        run();
        assertEquals("1 2", tables.all("x-timestamps").size() + " " + stored());
    }

    @Test
    void settlesWhatAsksForNothing() {
        event.add("events", 0, 0, Map.of(), TestEvent.json("hello"));
        event.add("events", 0, 1, Map.of(), null);
        event.add("events", 0, 2, TestEvent.headers("nonsense", "x"), TestEvent.json("{}"));
        assertEquals(1, run());
        assertEquals(1, Partitions.count(partition, Outcome.Logged.class));
        assertEquals(1, Partitions.count(partition, Outcome.Skipped.class));
        assertEquals(1, Partitions.count(partition, Outcome.Dead.class));
        assertEquals(1, tables.all("x-dead_letters").size());
    }

    private long stored() {
        return Partitions.count(partition, Outcome.Stored.class);
    }

    /** Runs the lanes, gives how many they are. */
    private int run() {
        partition = Partitions.only(event);
        Tables names = new Tables("x-");
        IdempotencyKeys keys = new IdempotencyKeys(names, "0", 60, Clock.systemUTC());
        Plan plan = new Plan(
                partition,
                new DeadLetters(tables.client(), names, "0", Clock.systemUTC()),
                new LikeCounter(tables.client(), names, "0", keys),
                new Puts(tables.client(), names, keys),
                Deadline.inMs(10_000));
        List<Lane> lanes = plan.lanes(new Classifier(Instant.parse("2026-11-21T04:00:00Z"), new TimestampShards(1)));
        lanes.forEach(Lane::run);
        return lanes.size();
    }
}
