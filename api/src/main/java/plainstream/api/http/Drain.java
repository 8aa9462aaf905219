package plainstream.api.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import plainstream.api.time.Pause;

/** Counts the requests that are being handled, and knows whether the instance is on its way out. */
public final class Drain {
    private static final Duration POLL = Duration.ofMillis(5);
    /** Quiet is counted in polls and not in time: a process that stood still for a while would take its own pause for quiet. */
    private static final int QUIET_POLLS = 20;

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private volatile boolean draining;

    void begin() {
        begun.incrementAndGet();
    }

    void end() {
        ended.incrementAndGet();
    }

    public long requests() {
        return begun.get() - ended.get();
    }

    public void startDraining() {
        draining = true;
    }

    public boolean isDraining() {
        return draining;
    }

    /** Returns when for a moment no request came and none was left, or at the deadline ({@link System#nanoTime()}). */
    public void awaitQuiet(long deadlineNanos) {
        long before = begun.get();
        int quiet = 0;
        while (quiet < QUIET_POLLS && System.nanoTime() - deadlineNanos < 0) {
            Pause.of(POLL);
            long now = begun.get();
            quiet = now == before && requests() == 0 ? quiet + 1 : 0;
            before = now;
        }
    }
}
