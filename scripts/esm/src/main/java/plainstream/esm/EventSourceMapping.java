package plainstream.esm;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads topics and gives the records, in batches, to a function: AWS Lambda's event source mapping for Amazon MSK. It has as many
 * pollers as its settings and the lag say.
 *
 * <pre>
 *   Poller ──► Buffer ──► Flight: Delivery ──► function
 *     ▲ (Kafka consumer)     │  └──► Destination, for what is given up
 *     └── commit ◄───────────┘
 * </pre>
 */
public final class EventSourceMapping implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final long TICK_MS = 100;

    private record Running(Poller poller, Thread thread) {}

    private final Mapping mapping;
    private final Deque<Running> pollers = new ConcurrentLinkedDeque<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread scaling;
    private int partitions;

    private EventSourceMapping(Mapping mapping) {
        this.mapping = mapping;
        add();
        scaling =
                Thread.ofVirtual().name(mapping.settings().name() + "-pollers").start(this::scale);
    }

    public static EventSourceMapping start(Mapping mapping) {
        return new EventSourceMapping(mapping);
    }

    /** Whether its group has given it partitions. */
    public boolean isReading() {
        return assigned() > 0;
    }

    private void add() {
        var poller = new Poller(mapping);
        var thread = Thread.ofPlatform()
                .daemon()
                .name(mapping.settings().name() + "-" + (pollers.size() + 1))
                .start(poller);
        pollers.addLast(new Running(poller, thread));
    }

    private void scale() {
        var settings = mapping.settings().source().pollers();
        long nextLookNs = System.nanoTime() + settings.interval().toNanos();
        try {
            while (!stop.await(TICK_MS, TimeUnit.MILLISECONDS)) {
                // A rebalance takes partitions away for a moment; a topic never loses any.
                partitions = Math.max(partitions, assigned());
                if (pollers.size() < settings.atFirst(partitions)) {
                    add();
                } else if (System.nanoTime() - nextLookNs >= 0) {
                    nextLookNs = System.nanoTime() + settings.interval().toNanos();
                    become(settings.wanted(
                            pollers.size(),
                            partitions,
                            lag(),
                            mapping.settings().batching().size()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int assigned() {
        return pollers.stream()
                .mapToInt(running -> running.poller().lag().partitions())
                .sum();
    }

    private long lag() {
        return pollers.stream()
                .mapToLong(running -> running.poller().lag().records())
                .sum();
    }

    private void become(int wanted) {
        if (wanted == pollers.size()) {
            return;
        }
        mapping.log("%d pollers for %d partitions, %d records behind".formatted(wanted, partitions, lag()));
        if (wanted > pollers.size()) {
            add();
        } else {
            end(pollers.removeLast());
        }
    }

    private static void end(Running running) {
        running.poller().stop();
        join(running.thread());
    }

    /** Ends after the invocations under way, whose offsets are committed. */
    @Override
    public void close() {
        stop.countDown();
        join(scaling);
        pollers.forEach(running -> running.poller().stop());
        pollers.forEach(running -> join(running.thread()));
    }

    private static void join(Thread thread) {
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
