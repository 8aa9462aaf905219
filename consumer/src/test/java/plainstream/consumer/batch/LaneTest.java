package plainstream.consumer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.dynamodb.MemoryTables.Fate;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.function.Tables;
import plainstream.consumer.time.Deadline;

class LaneTest {
    private final PartitionRun partition = Partitions.likes(10, 14);
    private final List<Integer> run = new ArrayList<>();
    private MemoryTables tables;
    private DynamoDb client;

    /** A step that notes that it was run, and then does this. */
    private record Noted(int[] indexes, List<Integer> run, Supplier<Outcome> then, List<Step> split) implements Step {
        @Override
        public Outcome run(Deadline deadline) {
            run.add(indexes[0]);
            return then.get();
        }
    }

    @BeforeEach
    void start() throws IOException {
        tables = new MemoryTables();
        client = tables.client();
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void runsItsStepsInOrder() {
        lane(10_000, step(Outcome.Stored::new, 0), step(Outcome.Stored::new, 1, 2), step(Outcome.Stored::new, 3))
                .run();
        assertEquals(List.of(0, 1, 3), run);
        assertEquals(4, partition.count(Outcome.Stored.class));
    }

    @Test
    void endsWithTheFirstStepThatFails() {
        lane(10_000, step(Outcome.Stored::new, 0), step(write(Fate.DENIED), 1, 2), step(Outcome.Stored::new, 3))
                .run();
        assertEquals(List.of(0, 1), run);
        assertEquals("11 3", partition.failedOffset() + " " + partition.count(Outcome.Retry.class));
        assertTrue(partition.failure().contains("AccessDenied"), partition.failure());
    }

    @Test
    void beginsNothingWithTooLittleTime() {
        lane(150, step(Outcome.Stored::new, 0, 1, 2, 3)).run();
        assertEquals("[] too little time is left", run + " " + partition.failure());
    }

    @Test
    void beginsNothingBeyondAFailureOfAnotherLane() {
        partition.settle(1, new Outcome.Retry("elsewhere"));
        lane(10_000, step(Outcome.Stored::new, 0), step(Outcome.Stored::new, 2), step(Outcome.Stored::new, 3))
                .run();
        assertEquals(List.of(0), run);
        assertEquals(3, partition.count(Outcome.Retry.class));
        partition.check();
    }

    @Test
    void buriesWhatIsNeverTakenAndGoesOn() {
        lane(10_000, step(write(Fate.INVALID), 0, 1), step(Outcome.Stored::new, 2, 3))
                .run();
        assertEquals("2 2", partition.count(Outcome.Dead.class) + " " + partition.count(Outcome.Stored.class));
        assertEquals(2, tables.all("x-dead_letters").size());
    }

    @Test
    void triesThePartsOfWhatIsNotTakenAsAWhole() {
        Step whole = new Noted(
                new int[] {0, 1},
                run,
                write(Fate.INVALID),
                List.of(step(Outcome.Stored::new, 0), step(write(Fate.INVALID), 1)));
        lane(10_000, whole, step(Outcome.Stored::new, 2, 3)).run();
        assertEquals("3 1", partition.count(Outcome.Stored.class) + " " + partition.count(Outcome.Dead.class));
    }

    @Test
    void endsWithTheFirstPartThatFails() {
        Step whole = new Noted(
                new int[] {0, 1},
                run,
                write(Fate.INVALID),
                List.of(step(Outcome.Stored::new, 0), step(write(Fate.DENIED), 1)));
        lane(10_000, whole, step(Outcome.Stored::new, 2, 3)).run();
        assertEquals(List.of(0, 0, 1), run);
        assertEquals(4, partition.count(Outcome.Retry.class));
    }

    @Test
    void bringsARecordAgainThatCannotEvenBeBuried() {
        tables.plan((operation, body) -> Fate.INVALID);
        lane(10_000, step(this::write, 0), step(Outcome.Stored::new, 1, 2, 3)).run();
        assertEquals("10 4", partition.failedOffset() + " " + partition.count(Outcome.Retry.class));
    }

    @Test
    void refusesAContradictionAndAllAfterIt() {
        Supplier<Outcome> anew = () -> {
            throw new OffsetsRestartedException(partition.record(1), "another is known");
        };
        lane(10_000, step(Outcome.Stored::new, 0), step(anew, 1), step(Outcome.Stored::new, 2, 3))
                .run();
        assertEquals(3, partition.count(Outcome.Refused.class));
        assertEquals(11, partition.failedOffset());
    }

    @Test
    void overwritesNoDeadLetterOfAnotherLifeOfTheTopic() {
        tables.plan((operation, body) -> Fate.DONE);
        Burial burial = new Burial(letters("0"), partition.record(0), 0, "bad");
        burial.run(Deadline.inMs(5_000));
        burial.run(Deadline.inMs(5_000));
        new Burial(letters("next"), partition.record(0), 0, "bad").run(Deadline.inMs(5_000));
        assertEquals(2, tables.all("x-dead_letters").size());
        tables.all("x-dead_letters").forEach(item -> item.with("appendedAt", "2001-01-01T00:00:00.000000Z"));
        lane(10_000, burial, step(Outcome.Stored::new, 1, 2, 3)).run();
        assertEquals(4, partition.count(Outcome.Refused.class));
        assertTrue(partition.failure().contains("SOURCE_EPOCH"), partition.failure());
        assertEquals(
                "2001-01-01T00:00:00.000000Z",
                tables.all("x-dead_letters").getFirst().text("appendedAt"));
    }

    private Step step(Supplier<Outcome> then, int... indexes) {
        return new Noted(indexes, run, then, List.of());
    }

    /** A call that fails so. */
    private Supplier<Outcome> write(Fate fate) {
        return () -> {
            tables.plan((operation, body) -> body.contains("\"x-likes\"") ? fate : Fate.DONE);
            return write();
        };
    }

    private Outcome write() {
        Item item = new Item().with("movieId", "tt1");
        client.write(new Write.Put("x-likes", item, Condition.NONE), Deadline.inMs(5_000));
        return new Outcome.Stored();
    }

    private Lane lane(long ms, Step... steps) {
        Lane lane = new Lane(partition, letters("0"), Deadline.inMs(ms));
        List.of(steps).forEach(lane::add);
        return lane;
    }

    private DeadLetters letters(String epoch) {
        return new DeadLetters(client, new Tables("x-"), epoch, Clock.systemUTC());
    }
}
