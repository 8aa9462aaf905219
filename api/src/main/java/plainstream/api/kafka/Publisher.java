package plainstream.api.kafka;

import java.time.Duration;
import java.util.function.Consumer;

/** Stores events. */
public interface Publisher {
    /** Begins to connect, in the background. Called once, when requests are already being served. */
    void start();

    /**
     * Hands the event over. Whatever happens is told to {@code result}, exactly once, perhaps on the publisher's own thread: so
     * {@code result} has to be quick. Throws only before it was told anything.
     */
    void publish(Event event, Consumer<Delivery> result);

    /** Whether events can be expected to get through, to each topic. */
    boolean isReady();

    /** Waits for what is on its way, at most this long, and ends. */
    void close(Duration limit);
}
