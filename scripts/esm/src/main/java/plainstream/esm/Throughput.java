package plainstream.esm;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Holds a poller to so many bytes a second: what was read is paid for by time, before more is. */
final class Throughput {
    private static final double SECOND_NS = 1e9;

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private long openAtNs;

    Throughput(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.openAtNs = nanoTime.getAsLong();
    }

    void took(long bytes) {
        long now = nanoTime.getAsLong();
        openAtNs = openAtNs - now > 0 ? openAtNs : now;
        openAtNs += (long) (bytes * (SECOND_NS / bytesPerSecond));
    }

    /** How long nothing more may be read. */
    Duration untilOpen() {
        return Duration.ofNanos(Math.max(0, openAtNs - nanoTime.getAsLong()));
    }
}
