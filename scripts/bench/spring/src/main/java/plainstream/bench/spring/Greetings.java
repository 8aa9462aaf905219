package plainstream.bench.spring;

import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.ObjectMapper;

/** Validates a name, stores the greeting with {@code acks=all}, waits for the acknowledgement, answers JSON. */
@RestController
public class Greetings {
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z][-_a-zA-Z0-9]{0,246}$");

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
    Greeting currentTime(@RequestParam String name) throws Exception {
        if (!NAME.matcher(name).matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "name is invalid");
        }
        var greeting = new Greeting(Instant.now().getEpochSecond(), "Hello, " + name + "!");
        kafka.send("events", name, mapper.writeValueAsBytes(greeting)).get();
        return greeting;
    }
}
