package plainstream.bench.helidon.duties;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Greetings as CloudEvents in the binary mode of their Kafka binding. */
final class Greetings {
    private final KafkaProducer<String, byte[]> producer;

    Greetings(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                0,
                "delivery.timeout.ms",
                5000,
                "request.timeout.ms",
                2000,
                "max.block.ms",
                2000);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    void store(String name, String key, String json) throws ExecutionException, InterruptedException {
        var event = new ProducerRecord<>("events", name, json.getBytes(StandardCharsets.UTF_8));
        add(event.headers(), "ce_specversion", "1.0");
        add(event.headers(), "ce_id", key.isEmpty() ? UUID.randomUUID().toString() : key);
        add(event.headers(), "ce_source", "/peer");
        add(event.headers(), "ce_type", "plainstream.greeting.v1");
        add(event.headers(), "ce_time", Instant.now().toString());
        add(event.headers(), "content-type", "application/json");
        if (!key.isEmpty()) {
            add(event.headers(), "ce_idempotent", "true");
        }
        producer.send(event).get();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
