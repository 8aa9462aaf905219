package plainstream.api.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T03:17:32.123456789Z, 2026-11-21T03:17:32.123Z, 2026-11-21T03:17:32.123456Z",
        "2026-11-21T03:17:32.000009Z,    2026-11-21T03:17:32.000Z, 2026-11-21T03:17:32.000009Z",
        "2026-11-21T03:17:33Z,           2026-11-21T03:17:33.000Z, 2026-11-21T03:17:33.000000Z",
        "2028-02-29T23:59:59.999999999Z, 2028-02-29T23:59:59.999Z, 2028-02-29T23:59:59.999999Z"
    })
    void alwaysWritesItsDecimals(Instant time, String millis, String micros) {
        assertEquals(millis, UtcTime.millis(time));
        assertEquals(micros, UtcTime.micros(time));
        assertEquals(millis, UtcTime.millis(time));
    }
}
