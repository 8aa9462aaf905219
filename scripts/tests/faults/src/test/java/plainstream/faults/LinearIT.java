package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plainstream.kit.Event;

/** Twice the text takes twice the time, whatever stands in it: the ratio of processor times over three doublings. */
@Tag("faults")
class LinearIT {
    private static final int DOUBLINGS = 3;
    private static final int ROUNDS = 11;
    private static final int SMALLEST_BYTES = 64 << 10;
    /** Eight times is linear, sixty-four quadratic; between them is room for caches and collections. */
    private static final double MOST = 20;

    /** Texts that grow in one direction each. */
    enum Shape {
        LONG_STRING(n -> "[\"" + "a".repeat(n) + "\"]"),
        ESCAPES(n -> "[\"" + "\\u00e9\\n".repeat(n / 8) + "\"]"),
        SURROGATES(n -> "[\"" + "\ud83d\ude00".repeat(n / 4) + "\"]"),
        LONG_NUMBER(n -> "[1" + "0".repeat(n) + "]"),
        LONG_FRACTION(n -> "[0." + "9".repeat(n) + "e1]"),
        WHITE_SPACE(n -> " ".repeat(n) + "[]"),
        WIDE_ARRAY(n -> "[" + "1,".repeat(n / 2) + "1]"),
        WIDE_OBJECT(n -> members(n / 16, i -> "m" + (1_000_000 + i))),
        COLLIDING_NAMES(n -> members(n / 48, Shape::colliding)),
        NESTED_ARRAYS(n -> "[" + ("[".repeat(500) + "]".repeat(500) + ",").repeat(n / 1_000) + "1]"),
        LATE_FAULT(n -> "[" + "{\"a\":1},".repeat(n / 8) + "?]"),
        UNFINISHED(n -> "\"" + "a".repeat(n)),
        SKIPPED_MEMBER(n -> "{\"x\":[" + "{\"a\":\"b\"},".repeat(n / 10) + "0],\"records\":{}}"),
        RECORDS(n -> records(n / 64, i -> "\"partition\":0,\"offset\":" + i)),
        RECORDS_IN_REVERSE(n -> records(n / 64, i -> "\"partition\":0,\"offset\":" + (n - i))),
        PARTITIONS(n -> records(n / 64, i -> "\"partition\":" + i + ",\"offset\":1")),
        HEADERS(n -> records(
                1,
                i -> "\"partition\":0,\"offset\":0,\"headers\":[" + "{\"a\":[1,-2,255]},".repeat(n / 17)
                        + "{\"a\":[]}]")),
        LONG_VALUE(n -> records(1, i -> "\"partition\":0,\"offset\":0,\"value\":\"" + "YWJj".repeat(n / 4) + "\""));

        private final IntFunction<String> text;

        Shape(IntFunction<String> text) {
            this.text = text;
        }

        private static String members(int count, IntFunction<String> name) {
            var json = new StringBuilder("{");
            for (int i = 0; i < count; i++) {
                json.append(i == 0 ? "" : ",").append('"').append(name.apply(i)).append("\":1");
            }
            return json.append('}').toString();
        }

        private static String records(int count, IntFunction<String> rest) {
            var json = new StringBuilder("{\"records\":{\"t-0\":[");
            for (int i = 0; i < count; i++) {
                json.append(i == 0 ? "" : ",")
                        .append("{\"topic\":\"t\",")
                        .append(rest.apply(i))
                        .append('}');
            }
            return json.append("]}}").toString();
        }

        /** Distinct names of one hash code: "Aa" and "BB" have the same. */
        private static String colliding(int i) {
            var name = new StringBuilder();
            for (int bit = 0; bit < 20; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            return name.toString();
        }
    }

    /** How much longer one reader took for one shape. */
    private record Growth(FuzzTarget target, Shape shape, double times) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f times, %s reader, %s", times, target, shape)
                    .toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void timeGrowsAsTheText() {
        var growths = Arrays.stream(Shape.values())
                .flatMap(shape -> Arrays.stream(FuzzTarget.values())
                        .map(target -> new Growth(target, shape, ratio(target, shape))))
                .toList();
        var worst =
                growths.stream().max(Comparator.comparingDouble(Growth::times)).orElseThrow();
        Promise.print(
                "time over length",
                "%d shapes of text for %d readers; %d times the text took %s at worst (quadratic would be %d)",
                Shape.values().length,
                FuzzTarget.values().length,
                1 << DOUBLINGS,
                worst,
                1 << 2 * DOUBLINGS);
        assertEquals(
                List.of(),
                growths.stream().filter(growth -> growth.times() > MOST).toList());
    }

    private static double ratio(FuzzTarget target, Shape shape) {
        byte[] small = Event.bytes(shape.text.apply(SMALLEST_BYTES));
        byte[] large = Event.bytes(shape.text.apply(SMALLEST_BYTES << DOUBLINGS));
        var smallTimes = new long[ROUNDS];
        var largeTimes = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            // Interleaved, so that the compiler and the neighbours favour neither.
            smallTimes[round] = processorTime(target, small);
            largeTimes[round] = processorTime(target, large);
        }
        return median(largeTimes) / (double) Math.max(1, median(smallTimes));
    }

    private static long processorTime(FuzzTarget target, byte[] text) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        target.run(text);
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static long median(long[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
