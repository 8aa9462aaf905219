package plainstream.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting with a limit. */
final class Waits {
    private static final Duration STEP = Duration.ofMillis(50);

    private Waits() {}

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until it holds; gives the nanoseconds that it took. */
    static long until(String what, Duration limit, BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            pause(STEP);
        }
        return System.nanoTime() - start;
    }
}
