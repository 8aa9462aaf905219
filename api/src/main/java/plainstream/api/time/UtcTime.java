package plainstream.api.time;

import java.time.Instant;

/**
 * Times as text, UTC, with as many decimals every time, so that the order of the texts is the order of the times.
 *
 * <p>The text of a second is made once and used for every time in it: a DateTimeFormatter took two thirds of the time of an access line.
 */
public final class UtcTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static volatile Second last = new Second(Long.MIN_VALUE, "");

    private static volatile Reading clock = new Reading(System.nanoTime(), Instant.now());

    private record Second(long epochSecond, String text) {}

    private record Reading(long nanoTime, Instant time) {}

    private UtcTime() {}

    /** The time at a recent {@link System#nanoTime()}. The clock itself is read once a second: it costs as much as the rest of an access line. */
    public static Instant at(long nanoTime) {
        Reading reading = clock;
        if (nanoTime - reading.nanoTime() > NANOS_PER_SECOND) {
            reading = new Reading(System.nanoTime(), Instant.now());
            clock = reading;
        }
        return reading.time().plusNanos(nanoTime - reading.nanoTime());
    }

    /** {@code 2026-11-21T03:17:32.123456Z} */
    public static String micros(Instant time) {
        // The leading 1 keeps the zeros in front.
        String micros = Integer.toString(1_000_000 + time.getNano() / 1_000);
        return second(time) + micros.substring(1) + "Z";
    }

    /** {@code 2026-11-21T03:17:32.} */
    public static String second(Instant time) {
        long epochSecond = time.getEpochSecond();
        Second second = last;
        if (second.epochSecond() != epochSecond) {
            String text = Instant.ofEpochSecond(epochSecond).toString();
            second = new Second(epochSecond, text.substring(0, text.length() - 1) + ".");
            last = second;
        }
        return second.text();
    }
}
