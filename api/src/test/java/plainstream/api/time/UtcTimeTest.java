package plainstream.api.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcTimeTest {
    @Test
    void tellsTheTimeOfAReadingOfTheOtherClock() {
        for (long ago : new long[] {0, 5_000_000, 3_000_000_000L}) {
            Instant before = Instant.now().minusNanos(ago);
            Instant told = UtcTime.at(System.nanoTime() - ago);
            assertTrue(Duration.between(before, told).abs().toMillis() < 500, before + " " + told);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T03:17:32.123456789Z, 2026-11-21T03:17:32., 2026-11-21T03:17:32.123456Z",
        "2026-11-21T03:17:32.000009Z,    2026-11-21T03:17:32., 2026-11-21T03:17:32.000009Z",
        "2026-11-21T03:17:33Z,           2026-11-21T03:17:33., 2026-11-21T03:17:33.000000Z",
        "2028-02-29T23:59:59.999999999Z, 2028-02-29T23:59:59., 2028-02-29T23:59:59.999999Z"
    })
    void alwaysWritesItsDecimals(Instant time, String second, String micros) {
        assertEquals(second, UtcTime.second(time));
        assertEquals(micros, UtcTime.micros(time));
        assertEquals(second, UtcTime.second(time));
    }
}
