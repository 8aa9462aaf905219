package plainstream.api.kafka;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import plainstream.api.log.LogFields;

/** Runs the API without Kafka, which costs nothing: each event becomes a log line. */
public final class LogPublisher implements Publisher {
    private static final System.Logger LOG = System.getLogger(LogPublisher.class.getName());

    @Override
    public void start() {}

    @Override
    public void publish(Event event, Consumer<Delivery> result) {
        LOG.log(Level.INFO, "event", (LogFields)
                json -> json.member("type", event.type().id())
                        .member("topic", event.type().topic())
                        .member("key", event.key())
                        .member("id", event.identity().id())
                        .member("time", event.identity().time())
                        .member("value", new String(event.value(), StandardCharsets.UTF_8)));
        result.accept(new Delivery.Logged());
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void close(Duration limit) {}
}
