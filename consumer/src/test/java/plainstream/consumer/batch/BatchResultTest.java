package plainstream.consumer.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import plainstream.consumer.TestEvent;

class BatchResultTest {
    private final PartitionRun good = Partitions.likes(0, 2);
    private final PartitionRun bad =
            Partitions.only(new TestEvent().like(3, 7, "a").like(3, 9, "a"));

    @Test
    void namesTheLowestFailedOffsetOfEachPartition() {
        settle(new Outcome.Stored(), new Outcome.Retry("throttled"));
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"events-3\",\"offset\":9}}]}",
                answer(true));
    }

    @Test
    void failsAsAWholeWhereNobodyAsksWhichRecords() {
        settle(new Outcome.Retry("throttled"), new Outcome.Stored());
        BatchFailedException e = assertThrows(BatchFailedException.class, () -> answer(false));
        assertEquals("1 of 2 partitions failed, first events-3 at offset 7: throttled", e.getMessage());
    }

    @Test
    void failsForWhatIsRefused() {
        settle(new Outcome.Refused("anew"), new Outcome.Stored());
        assertTrue(answer(true).contains("\"offset\":7"));
        assertThrows(BatchFailedException.class, () -> answer(false));
    }

    @Test
    void isSuccessOtherwise() {
        settle(new Outcome.Dead("bad"), new Outcome.Skipped("tombstone"));
        assertEquals("{\"batchItemFailures\":[]}", answer(true));
        assertEquals("{\"batchItemFailures\":[]}", answer(false));
    }

    @Test
    void isNoResultWhileARecordIsForgotten() {
        assertThrows(IllegalStateException.class, () -> answer(true));
    }

    private void settle(Outcome first, Outcome second) {
        good.settle(0, new Outcome.Stored());
        good.settle(1, new Outcome.Logged());
        bad.settle(0, first);
        bad.settle(1, second);
    }

    private String answer(boolean partial) {
        return new String(new BatchResult("test", List.of(good, bad)).answer(partial), UTF_8);
    }
}
