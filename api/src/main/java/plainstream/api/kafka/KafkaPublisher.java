package plainstream.api.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plainstream.api.log.Metrics;
import plainstream.api.settings.Settings;

/**
 * Publishes to Kafka. A {@link Watch} connects in the background and goes on looking, so that the API starts, and answers, whether the broker
 * is there or not. The producer itself finds its way back to a broker that was away; where it cannot, the watch replaces it.
 */
public final class KafkaPublisher implements Publisher {
    private final Settings.Kafka kafka;
    private final Failures failures = new Failures();
    private final Watch watch;

    public KafkaPublisher(Settings.Kafka kafka, Metrics metrics) {
        this(kafka, metrics, () -> newProducer(kafka));
    }

    KafkaPublisher(Settings.Kafka kafka, Metrics metrics, Supplier<Producer<byte[], byte[]>> factory) {
        this.kafka = kafka;
        this.watch = new Watch(kafka, factory, metrics, failures);
    }

    private static Producer<byte[], byte[]> newProducer(Settings.Kafka kafka) {
        return new KafkaProducer<>(
                ProducerSettings.producer(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void start() {
        watch.start();
    }

    @Override
    public void publish(Event event, Consumer<Delivery> result) {
        try {
            if (!watch.connected().isDone()) {
                // A request that comes while we connect waits as long as it would for metadata.
                watch.connected().get(kafka.maxBlock().toMillis(), TimeUnit.MILLISECONDS);
            }
            send(watch.producer(), event, result);
        } catch (TimeoutException e) {
            result.accept(new Delivery.Unconfirmed(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.accept(new Delivery.Unconfirmed(e));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(Producer<byte[], byte[]> producer, Event event, Consumer<Delivery> result) {
        String topic = event.type().topic();
        try {
            producer.send(Records.of(event, kafka.likePartitionsPerMovie()), (metadata, failure) -> {
                if (failure == null) {
                    result.accept(stored(metadata));
                } else {
                    result.accept(failed(producer, topic, failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            result.accept(failed(producer, topic, e));
        }
    }

    private Delivery stored(RecordMetadata metadata) {
        failures.succeeded(metadata.topic());
        return new Delivery.Stored(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private Delivery failed(Producer<byte[], byte[]> producer, String topic, Exception failure) {
        Delivery.Failure delivery = Failures.delivery(failure);
        if (delivery instanceof Delivery.Unconfirmed) {
            failures.failed(topic);
        }
        if (Failures.isFatal(failure)) {
            watch.lost(producer, failure);
        }
        return delivery;
    }

    @Override
    public boolean isReady() {
        return watch.isGood() && !failures.areFresh();
    }

    @Override
    public void close(Duration limit) {
        watch.stop();
        if (watch.connected().isDone()) {
            watch.producer().close(limit);
        }
    }
}
