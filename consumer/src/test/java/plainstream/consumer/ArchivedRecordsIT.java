package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.json.JsonWriter;

/** What the archive gives back takes effect as it did, wherever it did not, and changes nothing where it did. */
class ArchivedRecordsIT extends EventsFunction {
    private static final Instant DAY = Instant.parse("2026-11-21T03:18:00Z");
    private static final String TIME = "2026-11-21T03:17:32.00000";

    private Instant now = DAY;

    @BeforeEach
    void liveOnOneCluster() {
        environment.put("SOURCE_EPOCH", "a");
        environment.put("IDEMPOTENCY_TTL_S", "3600");
    }

    @Test
    void changesNothingOverLiveTables() throws IOException {
        List<TestEvent> events = live();
        String before = everything();
        now = DAY.plus(Duration.ofDays(30));
        giveBack(events);
        giveBack(events);
        assertEquals(before, everything());
    }

    /** DynamoDB's sweeper has forgotten the clients' keys; the second try of a timestamp must not become another one. */
    @Test
    void changesNothingOverLiveTablesWhoseKeysAreForgotten() throws IOException {
        List<TestEvent> events = live();
        tables.empty("idempotency");
        String before = contents("likes") + contents("timestamps") + contents("orders") + contents("dead_letters");
        now = DAY.plus(Duration.ofDays(30));
        giveBack(events);
        assertEquals(
                before, contents("likes") + contents("timestamps") + contents("orders") + contents("dead_letters"));
    }

    @Test
    void restoresEveryTableByteForByte() throws IOException {
        List<TestEvent> events = live();
        String before = everything();
        freshTables();
        liveOnOneCluster();
        now = DAY.plus(Duration.ofDays(30));
        giveBack(events);
        assertEquals(before, everything());
        assertEquals(5, tables.likes("tt1"));
    }

    /** The function's own cluster is another one by now: its offsets are not touched, and the old ones count under their own. */
    @Test
    void countsUnderTheEpochOfTheArchive() throws IOException {
        TestEvent likes = new TestEvent().like(0, 0, "tt1").like(0, 1, "tt1");
        invokeLive(likes);
        environment.put("SOURCE_EPOCH", "b");
        giveBack(List.of(likes));
        assertEquals(2, tables.likes("tt1"));
        invokeLive(new TestEvent().like(0, 0, "tt1").like(0, 1, "tt1").like(0, 2, "tt1"));
        giveBack(List.of(likes));
        assertEquals(5, tables.likes("tt1"));
    }

    /** Only the likes are lost: that the clients' keys are known yet must not stand in the way of the records that claimed them. */
    @Test
    void restoresLikesAloneThoughTheirKeysAreKnown() throws IOException {
        TestEvent likes = new TestEvent()
                .keyedLike(0, 0, "tt1", "k1")
                .keyedLike(0, 1, "tt1", "k1")
                .keyedLike(0, 2, "tt1", "k2");
        invokeLive(likes);
        String before = contents("likes");
        tables.empty("likes");
        giveBack(List.of(likes));
        assertEquals(2, tables.likes("tt1"));
        assertEquals(before, contents("likes"));
    }

    /** Keys, keys sent again within their time and after it, orders of one number, a bad record, in two batches an hour apart. */
    private List<TestEvent> live() throws IOException {
        TestEvent first = new TestEvent()
                .like(0, 0, "tt1")
                .keyedLike(0, 1, "tt1", "k1")
                .keyedLike(0, 2, "tt1", "k1")
                .like(0, 3, "tt1")
                .timestamp(1, 0, "t1", TIME + "1Z")
                .keyedTimestamp(1, 1, "k1", TIME + "2Z")
                .keyedTimestamp(1, 2, "k1", TIME + "3Z")
                .order(0, TIME + "4Z", order("Table"))
                .order(1, TIME + "3Z", order("too late"))
                .add("events", 2, 5, TestEvent.headers("plainstream.like.v1", "x"), TestEvent.json("{\n}"));
        TestEvent second = new TestEvent()
                .later(Duration.ofHours(2))
                .keyedLike(0, 4, "tt1", "k1")
                .keyedLike(0, 5, "tt1", "k2")
                .keyedTimestamp(1, 3, "k1", TIME + "5Z")
                .order(2, TIME + "6Z", order("Chair"));
        invokeLive(first);
        now = now.plus(Duration.ofHours(2));
        invokeLive(second);
        return List.of(first, second);
    }

    private void invokeLive(TestEvent event) throws IOException {
        assertEquals(OK, invoke(new EventsHandler(environment, InstantSource.fixed(now)), event, 60_000));
    }

    /** The archive function had each of them when they took effect. */
    private void giveBack(List<TestEvent> events) throws IOException {
        Instant archivedAt = DAY;
        for (TestEvent event : events) {
            TestEvent archived = event.archived("a", archivedAt);
            assertEquals(OK, invoke(new EventsHandler(environment, InstantSource.fixed(now)), archived, 60_000));
            archivedAt = archivedAt.plus(Duration.ofHours(2));
        }
    }

    private String everything() {
        StringBuilder text = new StringBuilder();
        for (String table : List.of("likes", "timestamps", "orders", "dead_letters", "idempotency")) {
            text.append(contents(table));
        }
        return text.toString();
    }

    private String contents(String table) {
        Map<String, String> rows = new TreeMap<>();
        for (Item item : tables.all(table)) {
            // The table's sweeper goes by it: so long after a replay, too, a key is remembered.
            item.attributes().remove("expiresAt");
            Item sorted = new Item();
            new TreeMap<>(item.attributes()).forEach(sorted::with);
            JsonWriter row = new JsonWriter();
            sorted.write(row);
            rows.put(new String(row.toBytes(), UTF_8), table);
        }
        return rows.toString().replace("}, ", "},\n");
    }
}
