package plainstream.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import plainstream.kit.Waits;

/** An ordinary client beside the hostile ones: a new connection and a kept one, twenty times a second. */
final class Probe implements AutoCloseable {
    /** An answer that takes longer is no service. */
    static final long LIMIT_NANOS = 3_000_000_000L;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final int port;
    private final Thread thread;
    private volatile boolean stopped;

    private Probe(int port) {
        this.port = port;
        this.thread = Thread.startVirtualThread(this::run);
    }

    static Probe start(int port) {
        return new Probe(port);
    }

    int served() {
        return served.get();
    }

    int failed() {
        return failed.get();
    }

    long longestNanos() {
        return longest.get();
    }

    private void run() {
        while (!stopped) {
            try (var kept = new Connection(port)) {
                for (int i = 0; i < 20 && !stopped; i++) {
                    ask(kept);
                    try (var fresh = new Connection(port)) {
                        ask(fresh);
                    }
                    Waits.pause(PAUSE);
                }
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        }
    }

    private void ask(Connection connection) throws IOException {
        long start = System.nanoTime();
        var reply = connection.send(Connection.get("/hello"));
        longest.accumulateAndGet(System.nanoTime() - start, Math::max);
        (reply.status() == 200 ? served : failed).incrementAndGet();
    }

    /** Stops asking; what was counted stays. */
    void end() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }
}
