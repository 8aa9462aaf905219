package plainstream.consumer.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.consumer.batch.OffsetsRestartedException;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.batch.Step;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.event.Archived;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.function.Tables;
import plainstream.consumer.time.Deadline;

/** Likes of one movie: each counts once, whatever was counted before. */
class LikeRunTest {
    private static final long T0 = 1_795_231_052_000L;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(T0));
    private MemoryTables tables;

    @BeforeEach
    void start() throws IOException {
        tables = new MemoryTables();
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void countsARunWithOneWrite() {
        run(likes(5, 105));
        assertEquals("100 1", likes() + " " + tables.calls());
        assertEquals(List.of(), tables.all("x-idempotency"));
    }

    @Test
    void dropsWhatIsCounted() {
        run(likes(0, 10));
        run(likes(0, 10));
        run(likes(5, 15));
        run(likes(2, 8));
        assertEquals(15, likes());
    }

    @Test
    void countsTheSamePlacesAgainUnderAnotherEpoch() {
        run("a", likes(0, 2));
        run("a", likes(0, 2));
        run("b", likes(0, 2));
        assertEquals(4, likes());
    }

    @Test
    void writesNinetyNineKeysAtOnce() {
        String[] keys = new String[LikeCounter.MAX_KEYS];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "k" + i;
        }
        run(keyed(0, keys));
        assertEquals(
                "99 1 99",
                likes() + " " + tables.calls() + " "
                        + tables.all("x-idempotency").size());
    }

    @Test
    void countsAKeyOnce() {
        run(keyed(0, "a", "b", "a"));
        run(keyed(3, "b", "c", "a", "d"));
        assertEquals(4, likes());
        run(keyed(0, "a", "b", "a", "b", "c", "a", "d", "e"));
        assertEquals(5, likes());
    }

    /** To the end of the second in which it was claimed. */
    @Test
    void leavesAKeyToTheTableForItsTime() {
        run(keyed(0, "a"));
        assertEquals(T0 / 1_000 + 61, tables.all("x-idempotency").getFirst().number("expiresAt", -1));
    }

    @Test
    void movesTheWatermarkPastKeysThatAreKnown() {
        run(keyed(0, "a"));
        run(keyed(1, "a", "a"));
        assertEquals(2, movie().number("o#0#events#0", -1));
        // Long after, when the key is forgotten, the same records come again: the watermark alone tells.
        tables.remove("x-idempotency", key -> true);
        run(keyed(0, "a", "a", "a"));
        assertEquals(1, likes());
    }

    @Test
    void countsAKeyAgainOnceItIsForgottenWhateverTheTableStillHolds() {
        run(keyed(0, "a"));
        run(new Keys(partition(List.of(record(1, T0 + 60_000))), "a"));
        assertEquals(1, likes());
        run(new Keys(partition(List.of(record(2, T0 + 61_000))), "a"));
        assertEquals(2, likes());
    }

    /** A lag of an hour, or of a replay, is no hour of the client's. */
    @Test
    void judgesAKeyByWhenItsRecordsWereAppendedNotByWhenTheyCome() {
        run(keyed(0, "a"));
        now.set(now.get().plusSeconds(3_600));
        run(keyed(1, "a"));
        assertEquals(1, likes());
    }

    @Test
    void showsTheJourneyOfTheLastLikeThatCounted() {
        run(keyed(0, "a"));
        assertEquals("accepted0", movie().text("acceptedAt"));
        run(keyed(1, "a"));
        assertEquals("accepted0", movie().text("acceptedAt"));
        run(keyed(2, "b"));
        assertEquals("accepted2", movie().text("acceptedAt"));
        run(keyed(3, "c", "d", "c"));
        assertEquals("accepted4", movie().text("acceptedAt"));
    }

    @Test
    void remembersForEachPartitionHowFarItIs() {
        run(partition(List.of(record(7, T0 + 60_000))));
        run(new PartitionRun(new PartitionRecords("events-1", "events", 1, List.of(record(1, 3, T0)))));
        run(partition(List.of(record(7, T0 + 60_000))));
        assertEquals(2, likes());
    }

    @Test
    void refusesAPlaceThatWasCountedAsAnOlderRecords() {
        run(likes(0, 10));
        PartitionRun anew = partition(List.of(record(0, T0 + 2_000), record(1, T0 + 2_001)));
        OffsetsRestartedException e = assertThrows(
                OffsetsRestartedException.class, () -> step(counter("0"), anew).run(Deadline.inMs(5_000)));
        assertEquals(10, likes());
        assertEquals(
                "events-0 offset 0 was appended at 2026-11-21T03:17:34.000000Z, but the likes of offsets up to 9 are counted, "
                        + "none appended after " + T0
                        + ": the topic's offsets have begun anew, set another SOURCE_EPOCH",
                e.getMessage());
    }

    @Test
    void takesWhatBrokersClocksDifferBy() {
        run(likes(0, 10));
        run(partition(List.of(record(8, T0 + 1_000), record(9, T0 + 1_000), record(10, T0 + 1_000))));
        assertEquals(11, likes());
    }

    @Test
    void splitsKeyedLikesIntoSingleOnes() {
        LikeRun run = step(counter("0"), keyed(4, "a", "b"));
        List<Step> parts = run.split();
        assertArrayEquals(new int[] {0, 1}, run.indexes());
        assertArrayEquals(new int[] {1}, parts.get(1).indexes());
        assertEquals(2, parts.size());
        assertEquals(List.of(), parts.getFirst().split());
        assertEquals(List.of(), step(counter("0"), likes(0, 2)).split());
    }

    @Test
    void takesLikesOfItsOwnKindUntilItIsFull() {
        PartitionRun partition = likes(0, 200);
        LikeRun run = new LikeRun(counter("0"), partition, like("k"));
        for (int i = 0; i < LikeCounter.MAX_KEYS; i++) {
            assertEquals("true false", run.takes(i, like("k")) + " " + run.takes(i, like("")));
            run.add(i, like("k"));
        }
        assertEquals(false, run.takes(99, like("other")));
    }

    @Test
    void takesAKeyAgainUnlessItIsForgotten() {
        PartitionRun partition = partition(List.of(record(0, T0), record(1, T0 + 60_000), record(2, T0 + 61_000)));
        LikeRun run = new LikeRun(counter("0"), partition, like("k"));
        run.add(0, like("k"));
        assertEquals(
                "true false true",
                run.takes(1, like("k")) + " " + run.takes(2, like("k")) + " " + run.takes(2, like("l")));
    }

    private static Effect.Like like(String key) {
        return new Effect.Like("tt1", key, new Journey("a", "b", "c"));
    }

    private record Keys(PartitionRun partition, String... names) {}

    private void run(PartitionRun partition) {
        run("0", partition);
    }

    private void run(String epoch, PartitionRun partition) {
        step(counter(epoch), partition).run(Deadline.inMs(5_000));
    }

    private void run(Keys keys) {
        step(counter("0"), keys).run(Deadline.inMs(5_000));
    }

    private static LikeRun step(LikeCounter counter, PartitionRun partition) {
        return step(counter, new Keys(partition));
    }

    private static LikeRun step(LikeCounter counter, Keys keys) {
        LikeRun run = new LikeRun(counter, keys.partition, like(keys, 0));
        for (int i = 0; i < keys.partition.records().size(); i++) {
            run.add(i, like(keys, i));
        }
        return run;
    }

    private static Effect.Like like(Keys keys, int index) {
        return new Effect.Like(
                "tt1",
                keys.names.length > 0 ? keys.names[index] : "",
                new Journey("accepted" + keys.partition.record(index).offset(), "b", "c"));
    }

    private LikeCounter counter(String epoch) {
        Tables names = new Tables("x-");
        return new LikeCounter(tables.client(), names, epoch, new IdempotencyKeys(names, epoch, 60, now::get));
    }

    private static PartitionRun likes(int from, int to) {
        List<KafkaRecord> records = new ArrayList<>();
        for (int offset = from; offset < to; offset++) {
            records.add(record(offset, T0));
        }
        return partition(records);
    }

    private static Keys keyed(int from, String... names) {
        return new Keys(likes(from, from + names.length), names);
    }

    private static PartitionRun partition(List<KafkaRecord> records) {
        return new PartitionRun(new PartitionRecords("events-0", "events", 0, records));
    }

    private static KafkaRecord record(long offset, long timestampMs) {
        return record(0, offset, timestampMs);
    }

    private static KafkaRecord record(int partition, long offset, long timestampMs) {
        byte[] none = {};
        return new KafkaRecord(
                "events",
                partition,
                offset,
                timestampMs,
                "LOG_APPEND_TIME",
                false,
                none,
                false,
                none,
                List.of(),
                Archived.NOT);
    }

    private long likes() {
        return movie().number("likes", -1);
    }

    private Item movie() {
        return tables.all("x-likes").getFirst();
    }
}
