package plainstream.esm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollersTest {
    private static final int BATCH = 10;
    private static final Pollers TWO_TO_FOUR = Pollers.provisioned(2, 4);

    @Test
    void growsByOneWhileMoreWaitsThanAllCanHaveUnderWay() {
        assertEquals(3, TWO_TO_FOUR.wanted(2, 9, 101, BATCH));
        assertEquals(2, TWO_TO_FOUR.wanted(2, 9, 100, BATCH));
        assertEquals(4, TWO_TO_FOUR.wanted(4, 9, 1_000_000, BATCH));
    }

    @Test
    void shrinksByOneOnceTheOthersCouldHaveAllUnderWay() {
        assertEquals(3, TWO_TO_FOUR.wanted(4, 9, 150, BATCH));
        assertEquals(4, TWO_TO_FOUR.wanted(4, 9, 151, BATCH));
        assertEquals(2, TWO_TO_FOUR.wanted(2, 9, 0, BATCH));
    }

    @Test
    void isNeverMoreThanThePartitions() {
        assertEquals(3, TWO_TO_FOUR.wanted(3, 3, 1_000_000, BATCH));
        assertEquals(1, TWO_TO_FOUR.atFirst(1));
        assertEquals(1, TWO_TO_FOUR.atFirst(0));
        assertEquals(2, TWO_TO_FOUR.atFirst(9));
        assertEquals(2, Pollers.onDemand().wanted(1, 2, Long.MAX_VALUE, 10_000));
    }

    @Test
    void fiveMegabytesTakeAPollerASecond() {
        var now = new long[] {7};
        var throughput = new Throughput(TWO_TO_FOUR.bytesPerSecond(), () -> now[0]);
        assertEquals(Duration.ZERO, throughput.untilOpen());
        throughput.took(5_000_000);
        assertEquals(Duration.ofSeconds(1), throughput.untilOpen());
        now[0] += 400_000_000;
        throughput.took(2_500_000);
        assertEquals(Duration.ofMillis(1_100), throughput.untilOpen());
        now[0] += 9_000_000_000L;
        assertEquals(Duration.ZERO, throughput.untilOpen());
        var unbounded = new Throughput(Long.MAX_VALUE, () -> now[0]);
        unbounded.took(Integer.MAX_VALUE);
        assertEquals(Duration.ZERO, unbounded.untilOpen());
    }
}
