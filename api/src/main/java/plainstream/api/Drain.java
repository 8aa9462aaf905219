package plainstream.api;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that are being handled, and knows whether the instance is on its way out. */
final class Drain {
    private static final int POLL_MS = 5;
    /** No request for this long: what the server still counts then is an exchange that it lost. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean draining;

    void begin() {
        requests.incrementAndGet();
    }

    void end() {
        requests.decrementAndGet();
    }

    int requests() {
        return requests.get();
    }

    void startDraining() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    /** Returns when there has been no request for a moment, or at the deadline ({@link System#nanoTime()}). */
    void awaitQuiet(long deadlineNanos) {
        long lastBusy = System.nanoTime();
        while (System.nanoTime() - deadlineNanos < 0 && System.nanoTime() - lastBusy < QUIET.toNanos()) {
            pause(Duration.ofMillis(POLL_MS));
            if (requests.get() > 0) {
                lastBusy = System.nanoTime();
            }
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
