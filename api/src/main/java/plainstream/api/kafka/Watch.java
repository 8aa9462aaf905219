package plainstream.api.kafka;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import plainstream.api.log.Metrics;
import plainstream.api.settings.Settings;

/**
 * Looks after topics and producer for as long as the process lives: makes a topic that is missing or has vanished, and puts a new producer in
 * the place of one that will never send again. What it sees is in the log and in the metrics.
 */
final class Watch {
    private static final System.Logger LOG = System.getLogger(Watch.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** Between two producers at least: where a new one fails as well, each of them costs a connection and a login. */
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(1);
    /** Of a state that lasts, every thirtieth look is told: one line a minute. */
    private static final int LOOKS_PER_LINE = 30;

    private final Settings.Kafka kafka;
    private final Supplier<Producer<byte[], byte[]>> factory;
    private final Metrics metrics;
    private final Failures failures;
    private final BlockingQueue<Exception> losses = new ArrayBlockingQueue<>(1);
    private final CompletableFuture<Void> connected = new CompletableFuture<>();

    private volatile CompletableFuture<Producer<byte[], byte[]>> producer;
    private Topics topics;
    private int badLooks;
    private volatile boolean good;
    private volatile boolean stopped;

    Watch(Settings.Kafka kafka, Supplier<Producer<byte[], byte[]>> factory, Metrics metrics, Failures failures) {
        this.kafka = kafka;
        this.factory = factory;
        this.metrics = metrics;
        this.failures = failures;
    }

    void start() {
        Thread.ofPlatform().daemon().name("kafka-watch").start(this::run);
    }

    void stop() {
        stopped = true;
    }

    /** Done when the first look was good: from then on there is a {@link #producer()}. */
    CompletableFuture<Void> connected() {
        return connected;
    }

    /** The producer to use now. */
    Producer<byte[], byte[]> producer() {
        return producer.join();
    }

    /** Whether the last look was good. */
    boolean isGood() {
        return good && !stopped;
    }

    /** Tells that a producer will never send again. */
    void lost(Producer<byte[], byte[]> lost, Exception cause) {
        if (lost == producer()) {
            losses.offer(cause);
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!stopped) {
                good = look();
                pause = good ? LONGEST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
                Exception loss = losses.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
                if (loss != null) {
                    renew(loss);
                    pause = FIRST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            good = false;
        }
    }

    private boolean look() throws InterruptedException {
        try {
            if (producer == null || producer.isCompletedExceptionally()) {
                producer = make();
            }
            if (topics == null) {
                topics = new Topics(kafka);
            }
            List<TopicPartition> partitions = topics.ensure();
            if (!good) {
                topics.awaitLeaders(partitions);
            }
            Topics.WRITTEN.forEach(producer()::partitionsFor);
            tellGood();
            return true;
        } catch (KafkaException e) {
            tellBad(e);
        } catch (CompletionException e) {
            tellBad(e.getCause() instanceof KafkaException kafkas ? kafkas : new IllegalStateException(e));
        }
        return false;
    }

    // Beside the look at the topics: most of the time that either takes is loading classes.
    private CompletableFuture<Producer<byte[], byte[]>> make() {
        return CompletableFuture.supplyAsync(
                factory,
                task -> Thread.ofPlatform()
                        .daemon()
                        .name("kafka-producer-start")
                        .start(task));
    }

    private void renew(Exception loss) throws InterruptedException {
        good = false;
        metrics.renewed();
        LOG.log(Level.WARNING, "the producer will not send again, a new one takes its place", loss);
        Producer<byte[], byte[]> old = producer();
        producer = make();
        producer.handle((made, failure) -> null).join();
        failures.forget();
        // What it still holds may get through.
        Thread.ofVirtual().start(() -> old.close(kafka.deliveryTimeout()));
        Thread.sleep(RENEWAL_PAUSE);
    }

    private void tellGood() {
        if (!good) {
            LOG.log(Level.INFO, "Kafka takes events");
        }
        badLooks = 0;
        connected.complete(null);
    }

    private void tellBad(RuntimeException cause) {
        boolean soon = cause instanceof LeaderNotAvailableException;
        if (badLooks++ % LOOKS_PER_LINE == 0) {
            LOG.log(soon ? Level.INFO : Level.WARNING, "Kafka takes no events yet", cause);
        }
        if (!soon && topics != null) {
            topics.close();
            topics = null;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
