package plainstream.consumer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PartitionRunTest {
    private final PartitionRun partition = Partitions.likes(10, 15);

    @Test
    void countsEveryRecordAsWhatBecameOfIt() {
        partition.settle(0, new Outcome.Stored());
        partition.settle(1, new Outcome.Dead("bad"));
        partition.settle(2, new Outcome.Skipped("tombstone"));
        partition.settle(3, new Outcome.Logged());
        partition.settle(4, new Outcome.Stored());
        assertFalse(partition.hasFailed());
        assertEquals("2 1 1 1 0 0", counts());
    }

    @Test
    void countsWhatComesAgainAsThatAlone() {
        partition.settle(0, new Outcome.Stored());
        partition.settle(1, new Outcome.Dead("bad"));
        partition.settle(3, new Outcome.Retry("late"));
        partition.settle(2, new Outcome.Retry("throttled"));
        partition.settle(4, new Outcome.Stored());
        assertTrue(partition.hasFailed());
        assertEquals("12 throttled", partition.failedOffset() + " " + partition.failure());
        assertEquals("1 1 0 0 3 0", counts());
    }

    @Test
    void countsARecordThatFailedOnceAsThatWhateverBecameOfItLater() {
        partition.settle(1, new Outcome.Retry("throttled"));
        for (int i = 0; i < 5; i++) {
            partition.settle(i, new Outcome.Stored());
        }
        assertEquals("1 0 0 0 4 0", counts());
    }

    @Test
    void keepsTheReasonOfTheLowestOffset() {
        partition.settle(3, new Outcome.Refused("anew"));
        partition.settle(3, new Outcome.Retry("second"));
        partition.settle(4, new Outcome.Retry("later"));
        assertEquals("13 anew", partition.failedOffset() + " " + partition.failure());
    }

    @Test
    void countsRefusedRecordsByThemselves() {
        partition.settle(0, new Outcome.Refused("anew"));
        for (int i = 1; i < 5; i++) {
            partition.settle(i, new Outcome.Stored());
        }
        assertEquals("0 0 0 0 4 1", counts());
    }

    @Test
    void refusesToForgetARecord() {
        for (int i = 0; i < 4; i++) {
            partition.settle(i, new Outcome.Stored());
        }
        IllegalStateException e = assertThrows(IllegalStateException.class, partition::check);
        assertEquals("nothing became of events-0 offset 14", e.getMessage());
        partition.settle(4, new Outcome.Stored());
        partition.check();
    }

    private String counts() {
        return partition.count(Outcome.Stored.class) + " " + partition.count(Outcome.Dead.class) + " "
                + partition.count(Outcome.Skipped.class) + " " + partition.count(Outcome.Logged.class) + " "
                + partition.count(Outcome.Retry.class) + " " + partition.count(Outcome.Refused.class);
    }
}
