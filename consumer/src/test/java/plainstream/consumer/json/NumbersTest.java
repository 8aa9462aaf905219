package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static final String NINES_18 = "999999999999999999";

    /** Digits alone that surely fit are read at once; all else the slow way. */
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "12, 2",
        "0, 1",
        "10, 2",
        "00, 0",
        "01, 0",
        "1}, 1",
        "'12,3', 2",
        "1.5, 0",
        "1e5, 0",
        "1E5, 0",
        "-1, 0",
        "a, 0",
        "/, 0",
        ":, 0",
        "1/, 1",
        "1:, 1",
        "9, 1",
        "999999999999999999, 18",
        "9999999999999999999, 0"
    })
    void readsDigitsAtOnce(String text, int end) {
        assertEquals(end, Numbers.digits(latin1(text), 0));
        assertEquals(end == 0 ? 1 : end + 1, Numbers.digits(latin1("-" + text), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "-7",
                "-0",
                NINES_18,
                "-" + NINES_18,
                "1000000000000000000",
                "9223372036854775807",
                "-9223372036854775808"
            })
    void readsEveryLong(String text) {
        assertEquals(Long.parseLong(text), toLong(text));
        assertEquals(Long.parseLong(text), Numbers.toLong(latin1("[" + text), 1, text.length() + 1));
    }

    @ParameterizedTest
    @CsvSource({"1e3, 1000", "-1E3, -1000", "10.0, 10", "1200e-2, 12", "0e100, 0", "0e-100, 0", "0.000, 0"})
    void readsWhatIsWholeHoweverItIsWritten(String text, long value) {
        assertEquals(value, toLong(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e-1",
                "9223372036854775808",
                "-9223372036854775809",
                "1e19",
                "0e101",
                "0e-101",
                "0e2147483648"
            })
    void refusesWhatIsNone(String text) {
        assertThrows(JsonShapeException.class, () -> toLong(text));
    }

    /** Arithmetic on longer ones would take more than linear time. */
    @Test
    void refusesTextsOfMoreThan64Characters() {
        assertEquals(1, toLong("1." + "0".repeat(62)));
        assertThrows(JsonShapeException.class, () -> toLong("1." + "0".repeat(63)));
    }

    /** Of the number, not of what stands before it. */
    @Test
    void measuresTheNumberAlone() {
        assertEquals(1_000, Numbers.toLong(latin1(" ".repeat(100) + "1e3"), 100, 103));
    }

    private static long toLong(String text) {
        return Numbers.toLong(latin1(text), 0, text.length());
    }

    private static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
