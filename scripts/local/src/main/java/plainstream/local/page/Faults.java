package plainstream.local.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plainstream.local.broker.Broker;

/** What the page can provoke: each says in a sentence what it did. */
final class Faults implements AutoCloseable {
    static final Duration SLOW = Duration.ofSeconds(5);

    private final Broker broker;
    private final LivePage.Settings settings;
    private final Map<String, Watched> functions;
    private KafkaProducer<byte[], byte[]> producer;

    Faults(Broker broker, LivePage.Settings settings, Map<String, Watched> functions) {
        this.broker = broker;
        this.settings = settings;
        this.functions = functions;
    }

    /** Does it, or throws: {@code IllegalArgumentException} for what is not known. */
    String provoke(String what) throws IOException {
        return switch (what) {
            case "poison" -> "A poisonous record went to " + send(poison()) + ".";
            case "slow-function" -> slow();
            case "broker-stop" -> stop();
            case "broker-start" -> start();
            default -> throw new IllegalArgumentException("unknown: " + what);
        };
    }

    private String slow() {
        functions.get(settings.slowFunction()).slowOnce(SLOW);
        return "The next batch takes the function " + settings.slowFunction() + " " + SLOW.toSeconds() + " s longer.";
    }

    private String stop() {
        broker.stop();
        return "The broker is stopped.";
    }

    private String start() {
        if (!broker.isAlive()) {
            broker.restart();
        }
        return "The broker runs.";
    }

    private ProducerRecord<byte[], byte[]> poison() {
        var poison = settings.poison();
        var record = new ProducerRecord<>(poison.topic(), utf8(poison.key()), utf8(poison.value()));
        poison.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
        record.headers().add("ce_id", utf8(UUID.randomUUID().toString()));
        record.headers().add("ce_time", utf8(Instant.now().toString()));
        return record;
    }

    /** Appends a record; returns where it stands. */
    synchronized String send(ProducerRecord<byte[], byte[]> record) throws IOException {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            broker.bootstrapServers(),
                            "max.block.ms",
                            2_000,
                            "delivery.timeout.ms",
                            3_000,
                            "request.timeout.ms",
                            2_000,
                            "linger.ms",
                            0),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        try {
            var stored = producer.send(record).get();
            return stored.topic() + "-" + stored.partition() + ", offset " + stored.offset();
        } catch (ExecutionException e) {
            throw new IOException("the broker did not take it: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
