package plainstream.esm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What every batch of a mapping needs.
 *
 * @param settings the mapping's settings
 * @param function takes the batches
 * @param functionArn the function's name in messages
 * @param event makes a batch into an event
 * @param destination where records go that are given up
 * @param log gets a line for each thing that a person would want to know
 * @param listener is told what happens to the records
 */
public record Mapping(
        MappingSettings settings,
        Invoker function,
        String functionArn,
        MskEvent event,
        Optional<Destination> destination,
        Consumer<String> log,
        MappingListener listener) {
    /** With a destination to go to, AWS ends "infinite" retries after ten. */
    private static final int RETRIES_WITH_DESTINATION = 10;

    /** To which nobody listens. */
    public Mapping(
            MappingSettings settings,
            Invoker function,
            String functionArn,
            MskEvent event,
            Optional<Destination> destination,
            Consumer<String> log) {
        this(settings, function, functionArn, event, destination, log, MappingListener.NONE);
    }

    /**
     * Delivers one batch on this thread, as a poller does with what it has read; nothing is committed.
     *
     * @return per partition the offset after the last record that is processed or given up
     */
    public Map<TopicPartition, Long> deliver(List<ConsumerRecord<byte[], byte[]>> batch) {
        var writer = new ItemWriter();
        var delivery = new Delivery(
                this,
                batch.stream()
                        .map(record -> writer.write(new TopicPartition(record.topic(), record.partition()), record))
                        .toList());
        delivery.run();
        return delivery.done();
    }

    /** Whether a batch that failed this often is given up. */
    boolean exhausted(int failures) {
        int maximum = settings.retry().maximumAttempts();
        if (maximum < 0) {
            return destination.isPresent() && failures > RETRIES_WITH_DESTINATION;
        }
        return failures > maximum;
    }

    void log(String line) {
        log.accept("mapping " + settings.name() + ": " + line);
    }
}
