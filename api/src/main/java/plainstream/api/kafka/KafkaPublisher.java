package plainstream.api.kafka;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plainstream.api.settings.Settings;
import plainstream.api.time.Pause;

/**
 * Publishes to Kafka. Connects in the background and goes on trying, so that the API starts, and answers, whether the broker is there or not;
 * after that the producer itself finds its way back to a broker that was away.
 */
public final class KafkaPublisher implements Publisher {
    private static final System.Logger LOG = System.getLogger(KafkaPublisher.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Settings.Kafka kafka;
    private final CompletableFuture<Producer<byte[], byte[]>> connected = new CompletableFuture<>();
    private volatile boolean closed;

    public KafkaPublisher(Settings.Kafka kafka) {
        this.kafka = kafka;
    }

    @Override
    public void start() {
        Thread.ofPlatform().daemon().name("kafka-connect").start(this::connect);
    }

    @Override
    public void publish(Event event, Consumer<Delivery> result) {
        try {
            // A request that comes while we connect waits as long as it would for metadata.
            Producer<byte[], byte[]> producer = connected.isDone()
                    ? connected.join()
                    : connected.get(kafka.maxBlock().toMillis(), TimeUnit.MILLISECONDS);
            producer.send(Records.of(event), (metadata, failure) -> result.accept(delivery(metadata, failure)));
        } catch (TimeoutException | KafkaException | IllegalStateException | ExecutionException e) {
            result.accept(new Delivery.Failed(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.accept(new Delivery.Failed(e));
        }
    }

    private static Delivery delivery(RecordMetadata metadata, Exception failure) {
        return failure == null
                ? new Delivery.Stored(metadata.topic(), metadata.partition(), metadata.offset())
                : new Delivery.Failed(failure);
    }

    @Override
    public boolean isReady() {
        return connected.isDone() && !closed;
    }

    @Override
    public void close(Duration limit) {
        closed = true;
        if (connected.isDone()) {
            connected.join().close(limit);
        }
    }

    private void connect() {
        Duration pause = FIRST_PAUSE;
        while (!closed && !tryConnect()) {
            Pause.of(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean tryConnect() {
        // Made while the topics are being looked after: most of the time either takes is loading classes.
        CompletableFuture<Producer<byte[], byte[]>> producer = CompletableFuture.supplyAsync(
                () -> new KafkaProducer<>(
                        ProducerSettings.producer(kafka), new ByteArraySerializer(), new ByteArraySerializer()),
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("kafka-producer-start")
                        .start(task));
        try {
            Topics.ensure(kafka);
            for (Event.Type type : Event.Type.values()) {
                producer.join().partitionsFor(type.topic());
            }
            connected.complete(producer.join());
            LOG.log(Level.INFO, "connected to Kafka");
            return true;
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Kafka cannot be reached yet", e);
            producer.thenAccept(p -> p.close(Duration.ZERO));
            return false;
        }
    }
}
