package plainstream.bench.quarkus.duties;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Greetings as CloudEvents in the binary mode of their Kafka binding. */
@Startup
@Singleton
public class Events {
    private final KafkaProducer<String, byte[]> producer;
    private final ObjectMapper mapper;

    @Inject
    Events(@ConfigProperty(name = "KAFKA_BOOTSTRAP_SERVERS") String bootstrapServers, ObjectMapper mapper) {
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
        this.mapper = mapper;
    }

    void store(String name, String key, Greetings.Greeting greeting) throws ExecutionException, InterruptedException {
        var event = new ProducerRecord<>("events", name, json(greeting));
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

    private byte[] json(Greetings.Greeting greeting) {
        try {
            return mapper.writeValueAsBytes(greeting);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
