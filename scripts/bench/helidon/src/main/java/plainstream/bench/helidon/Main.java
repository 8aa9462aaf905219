package plainstream.bench.helidon;

import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Validates a name, stores the greeting with {@code acks=all}, waits for the acknowledgement, answers JSON. */
public final class Main {
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z][-_a-zA-Z0-9]{0,246}$");

    private final KafkaProducer<String, byte[]> producer;

    private Main(String bootstrapServers) {
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

    /**
     * Serves.
     *
     * @param arguments none; {@code PORT} and {@code KAFKA_BOOTSTRAP_SERVERS} come from the environment
     */
    public static void main(String[] arguments) {
        var main = new Main(System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(System.getenv("PORT")))
                // Off by default, which costs 40 ms per answer against a client that delays its ACKs.
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing -> routing.get("/hello", Main::hello).get("/current_time", main::currentTime))
                .build()
                .start();
    }

    private static void hello(ServerRequest request, ServerResponse response) {
        response.send(JsonObject.builder().set("message", "Hello, World!").build());
    }

    // Helidon gives each request a virtual thread, so that waiting is its own way.
    private void currentTime(ServerRequest request, ServerResponse response) throws Exception {
        String name = request.query().first("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            response.status(Status.BAD_REQUEST_400)
                    .send(JsonObject.builder().set("detail", "name is invalid").build());
            return;
        }
        var answer = JsonObject.builder()
                .set("timestamp", Instant.now().getEpochSecond())
                .set("message", "Hello, " + name + "!")
                .build();
        byte[] value = answer.toString().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("events", name, value)).get();
        response.send(answer);
    }
}
