package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import plainstream.kit.ApiProcess;

/** A stop that has nothing to wait for: what is left of an exchange would hold it up. */
final class Stops {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE = Duration.ofSeconds(3);

    private Stops() {}

    /** SIGTERM; gives the nanoseconds to the end of the process. */
    static long stop(ApiProcess api) {
        long start = System.nanoTime();
        api.terminate();
        int code = api.exitCode(LIMIT);
        long took = System.nanoTime() - start;
        assertEquals(0, code, api::output);
        return took;
    }

    static void assertImmediate(long nanos) {
        assertTrue(nanos < IMMEDIATE.toNanos(), "an exchange was leaked: the stop took " + Promise.seconds(nanos));
    }
}
