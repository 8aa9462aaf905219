package plainstream.kit;

import java.time.Duration;
import java.util.function.Supplier;

/** Waiting with a limit. */
public final class Waits {
    private static final Duration STEP = Duration.ofMillis(20);

    /** What is waited for; its faults are the test's. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Waits() {}

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until it holds; gives the nanoseconds that it took. */
    public static long until(String what, Duration limit, Condition condition) {
        return until(() -> what, limit, condition);
    }

    /** Waits until it holds, or says at the limit what else is the case; gives the nanoseconds that it took. */
    public static long until(Supplier<String> what, Duration limit, Condition condition) {
        long start = System.nanoTime();
        while (!holds(condition)) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what.get());
            }
            pause(STEP);
        }
        return System.nanoTime() - start;
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
