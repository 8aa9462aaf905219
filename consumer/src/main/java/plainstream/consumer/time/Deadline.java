package plainstream.consumer.time;

/**
 * The time by which work must be done.
 *
 * @param nanoTime that time on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
    private static final long NANOS_PER_MS = 1_000_000;

    /** A deadline from now. */
    public static Deadline inMs(long ms) {
        return new Deadline(System.nanoTime() + ms * NANOS_PER_MS);
    }

    /**
     * How long there is still time.
     *
     * @return milliseconds, negative when it is over
     */
    public long remainingMs() {
        return (nanoTime - System.nanoTime()) / NANOS_PER_MS;
    }
}
