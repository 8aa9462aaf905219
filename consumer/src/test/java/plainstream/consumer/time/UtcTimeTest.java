package plainstream.consumer.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    @Test
    void writesSixFractionDigits() {
        assertEquals("2026-11-21T03:17:32.123456Z", UtcTime.iso(Instant.parse("2026-11-21T03:17:32.123456789Z")));
        assertEquals("1970-01-01T00:00:00.000000Z", UtcTime.iso(Instant.EPOCH));
        assertEquals("20261121T031732Z", UtcTime.basic(Instant.parse("2026-11-21T03:17:32.9Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T03:17:32Z, 2026-11-21T03:17:32.000000Z",
        "2026-11-21T03:17:32.5Z, 2026-11-21T03:17:32.500000Z",
        "2026-11-21T03:17:32.123456789Z, 2026-11-21T03:17:32.123456Z",
        "2024-02-29T23:59:59.999999Z, 2024-02-29T23:59:59.999999Z",
        "2026-11-21T03:17:32.1234567890Z, 2026-11-21T03:17:32.123456Z",
        "2026-11-21t03:17:32z, 2026-11-21T03:17:32.000000Z",
        "2026-11-21T03:17:32.5+01:00, 2026-11-21T02:17:32.500000Z",
        "2026-12-31T23:30:00-01:00, 2027-01-01T00:30:00.000000Z"
    })
    void normalisesTheFraction(String text, String iso) {
        assertEquals(iso, UtcTime.normalise(text));
        assertEquals(Instant.parse(iso).toEpochMilli(), UtcTime.epochMillis(iso));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-21",
                "2026-11-21T03:17:32",
                "2026-11-21T03:17:32.Z",
                "2026-11-21T03:17:32.123456789xZ",
                "2026-11-21T03:17:32+0100",
                "2026-11-21T03:17:32+24:00",
                "2026-11-21T03:17:32+01:60",
                "2026-11-21T03:17:32 01:00",
                "0000-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-00:01",
                "2026-02-29T03:17:32Z",
                "2026-13-01T03:17:32Z",
                "2026-00-01T03:17:32Z",
                "2026-01-00T03:17:32Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01 00:00:00Z",
                "٢٠٢٦-11-21T03:17:32Z",
                "2026-11-21T03:17:32.12x456Z"
            })
    void refusesOtherTexts(String text) {
        assertTrue(UtcTime.normalise(text).isEmpty());
    }
}
