package plainstream.api.time;

import java.time.Duration;

/** A wait that an interrupt ends early, and that leaves the thread marked as interrupted. */
public final class Pause {
    private Pause() {}

    /** Waits this long. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
