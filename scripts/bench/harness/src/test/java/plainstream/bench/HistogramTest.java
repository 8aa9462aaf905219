package plainstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void findsPercentilesWithinTheWidthOfABucket() {
        for (int micros = 1; micros <= 100_000; micros++) {
            histogram.add(TimeUnit.MICROSECONDS.toNanos(micros));
        }
        assertEquals(50, histogram.millis(0.5), 50 * 0.032);
        assertEquals(99, histogram.millis(0.99), 99 * 0.032);
        assertEquals(100, histogram.millis(1), 100 * 0.032);
        assertEquals(100_000, histogram.count());
    }

    @Test
    void takesAnyDuration() {
        histogram.add(0);
        histogram.add(Long.MAX_VALUE);
        assertEquals(0, histogram.millis(0.5));
        assertTrue(histogram.millis(1) > 9e12);
    }

    @Test
    void knowsNothingWithoutMeasurements() {
        assertTrue(Double.isNaN(histogram.millis(0.5)));
    }
}
