package plainstream.consumer.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The largest of everything, on a stack as small as threads get them. */
class JsonExtremesTest {
    private static final int SMALL_STACK_BYTES = 256 << 10;

    @Test
    void refusesDepthBeyondItsLimitWithoutUsingUpTheStack() {
        int limit = JsonReader.MAX_DEPTH;
        onSmallStack(() -> {
            assertEquals(
                    JsonKind.ARRAY, parse("[".repeat(limit) + "]".repeat(limit)).kind());
            assertEquals(
                    JsonKind.OBJECT,
                    parse("{\"a\":".repeat(limit) + "1" + "}".repeat(limit)).kind());
            assertThrows(JsonSyntaxException.class, () -> parse("[".repeat(limit + 1) + "]".repeat(limit + 1)));
            assertThrows(JsonSyntaxException.class, () -> parse("[".repeat(5_000_000)));
            assertThrows(JsonSyntaxException.class, () -> parse("{\"a\":".repeat(1_000_000)));
        });
    }

    @Test
    void readsAMillionElementsAndAHundredThousandMembers() {
        assertEquals(
                1_000_000,
                parse("[" + "1,".repeat(999_999) + "1]").asArray().elements().size());
        var object = new StringBuilder("{\"first\":0");
        for (int i = 0; i < 100_000; i++) {
            object.append(",\"m").append(i).append("\":").append(i);
        }
        assertEquals(100_001, parse(object + "}").asObject().members().size());
    }

    @Test
    void keepsNumbersAsTheyAreWritten() {
        var digits = "9".repeat(1_000_000);
        assertEquals(digits, parse(digits).asNumber().text());
        assertThrows(JsonShapeException.class, () -> parse(digits).asNumber().asLong());
        assertThrows(
                JsonShapeException.class, () -> parse("1e999999999").asNumber().asLong());
        assertThrows(
                JsonShapeException.class, () -> parse("1e-999999999").asNumber().asLong());
        assertThrows(
                JsonShapeException.class,
                () -> parse("1e99999999999999999999").asNumber().asLong());
        assertThrows(
                JsonShapeException.class,
                () -> parse("0e99999999999999999999").asNumber().asLong());
        assertEquals(Long.MIN_VALUE, parse("-9223372036854775808").asNumber().asLong());
    }

    @Test
    void readsStringsOfMegabytesInEveryWriting() {
        assertEquals(
                4_000_000, parse("\"" + "a".repeat(4_000_000) + "\"").asString().length());
        assertEquals(
                500_000,
                parse("\"" + "\\u0041".repeat(500_000) + "\"").asString().length());
        assertEquals(
                1_000_000,
                parse("\"" + "\ud83d\ude00".repeat(500_000) + "\"").asString().length());
        assertTrue(parse("\"\\ud83d\"").asString().equals("\ud83d"));
    }

    private static JsonValue parse(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void onSmallStack(Runnable test) {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, test, "small-stack", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
