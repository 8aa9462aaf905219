package plainstream.bench.spring.duties;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.ObjectMapper;

/** Validates a name, stores the greeting as a CloudEvent, waits for the acknowledgement, answers JSON or a problem (RFC 9457). */
@RestController
public class Greetings {
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z][-_a-zA-Z0-9]{0,246}$");
    private static final Pattern KEY = Pattern.compile("^[A-Za-z0-9_-]{1,64}$");

    private final KafkaTemplate<String, byte[]> kafka;
    private final ObjectMapper mapper;

    Greetings(KafkaTemplate<String, byte[]> kafka, ObjectMapper mapper) {
        this.kafka = kafka;
        this.mapper = mapper;
    }

    record Hello(String message) {}

    record Greeting(long timestamp, String message) {}

    @GetMapping("/hello")
    Hello hello() {
        return new Hello("Hello, World!");
    }

    // With virtual threads on, waiting is Spring's own way.
    @GetMapping("/current_time")
    Greeting currentTime(
            @RequestParam String name, @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key)
            throws InterruptedException {
        if (!NAME.matcher(name).matches() || !key.isEmpty() && !KEY.matcher(key).matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "name or Idempotency-Key is invalid");
        }
        var greeting = new Greeting(Instant.now().getEpochSecond(), "Hello, " + name + "!");
        try {
            kafka.send(event(name, key, mapper.writeValueAsBytes(greeting))).get();
        } catch (ExecutionException e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Kafka did not confirm in time.", e);
        }
        return greeting;
    }

    private static ProducerRecord<String, byte[]> event(String name, String key, byte[] json) {
        var event = new ProducerRecord<>("events", name, json);
        add(event.headers(), "ce_specversion", "1.0");
        add(event.headers(), "ce_id", key.isEmpty() ? UUID.randomUUID().toString() : key);
        add(event.headers(), "ce_source", "/peer");
        add(event.headers(), "ce_type", "plainstream.greeting.v1");
        add(event.headers(), "ce_time", Instant.now().toString());
        add(event.headers(), "content-type", "application/json");
        if (!key.isEmpty()) {
            add(event.headers(), "ce_idempotent", "true");
        }
        return event;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
