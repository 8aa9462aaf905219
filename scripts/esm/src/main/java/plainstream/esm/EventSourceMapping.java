package plainstream.esm;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads topics and gives the records, in batches, to a function: AWS Lambda's event source mapping for Amazon MSK.
 *
 * <pre>
 *   Poller ──► Buffer ──► Delivery ──► function
 *     ▲ (Kafka consumer)     │  └──► Destination, for what is given up
 *     └── commit ◄───────────┘
 * </pre>
 */
public final class EventSourceMapping implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private record Running(Poller poller, Thread thread) {}

    private final List<Running> pollers;

    private EventSourceMapping(List<Running> pollers) {
        this.pollers = pollers;
    }

    public static EventSourceMapping start(Mapping mapping) {
        return new EventSourceMapping(
                IntStream.rangeClosed(1, mapping.settings().source().pollers())
                        .mapToObj(number -> running(mapping, number))
                        .toList());
    }

    private static Running running(Mapping mapping, int number) {
        var poller = new Poller(mapping);
        var thread = Thread.ofPlatform()
                .daemon()
                .name(mapping.settings().name() + "-" + number)
                .start(poller);
        return new Running(poller, thread);
    }

    /** Ends after the invocations under way, whose offsets are committed. */
    @Override
    public void close() {
        pollers.forEach(running -> running.poller().stop());
        for (Running running : pollers) {
            try {
                running.thread().join(STOP_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
