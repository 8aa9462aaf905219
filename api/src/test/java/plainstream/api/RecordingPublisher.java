package plainstream.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import plainstream.api.kafka.Delivery;
import plainstream.api.kafka.Event;
import plainstream.api.kafka.Publisher;

/** Stands where Kafka stands, and can be told to hold its acknowledgements, to fail, or to be away. */
public final class RecordingPublisher implements Publisher {
    public final List<Event> events = new CopyOnWriteArrayList<>();
    final List<Consumer<Delivery>> held = new CopyOnWriteArrayList<>();
    volatile boolean holds;
    volatile boolean ready = true;
    volatile boolean throwsOnPublish;
    volatile Delivery delivery = new Delivery.Stored("events", 1, 42);

    @Override
    public void start() {}

    @Override
    public void publish(Event event, Consumer<Delivery> result) {
        if (throwsOnPublish) {
            throw new IllegalStateException("planted");
        }
        events.add(event);
        if (holds) {
            held.add(result);
        } else {
            result.accept(delivery);
        }
    }

    void release() {
        held.forEach(result -> result.accept(delivery));
        held.clear();
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void close(Duration limit) {}
}
