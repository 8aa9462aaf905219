package plainstream.api.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import plainstream.api.settings.Settings;
import plainstream.api.settings.SettingsException;

class ProducerSettingsTest {
    @Test
    void followTheSettings() throws SettingsException {
        Map<String, Object> config = producer(
                "KAFKA_DELIVERY_TIMEOUT_MS",
                "1000",
                "KAFKA_MAX_BLOCK_MS",
                "70",
                "KAFKA_BUFFER_BYTES",
                "131072",
                "KAFKA_MAX_IN_FLIGHT",
                "1",
                "KAFKA_COMPRESSION",
                "gzip");
        assertEquals("all", config.get("acks"));
        assertEquals(true, config.get("enable.idempotence"));
        assertEquals(0, config.get("linger.ms"));
        assertEquals(1_000, config.get("delivery.timeout.ms"));
        assertEquals(500, config.get("request.timeout.ms"));
        assertEquals(70L, config.get("max.block.ms"));
        assertEquals(131_072L, config.get("buffer.memory"));
        assertEquals(1, config.get("max.in.flight.requests.per.connection"));
        assertEquals("gzip", config.get("compression.type"));
        assertFalse(config.containsKey("sasl.mechanism"));
    }

    @Test
    void signInByIam() throws SettingsException {
        Map<String, Object> config = producer("KAFKA_AUTH", "iam");
        assertEquals("SASL_SSL", config.get("security.protocol"));
        assertEquals("AWS_MSK_IAM", config.get("sasl.mechanism"));
    }

    @Test
    void nameOnlyWhatKafkaKnows() throws SettingsException {
        Settings.Kafka kafka =
                Settings.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1")).kafka();
        ProducerSettings.producer(kafka)
                .keySet()
                .forEach(name -> assertEquals(true, ProducerConfig.configNames().contains(name), name));
        ProducerSettings.admin(kafka)
                .keySet()
                .forEach(name ->
                        assertEquals(true, AdminClientConfig.configNames().contains(name), name));
    }

    private static Map<String, Object> producer(String... settings) throws SettingsException {
        Map<String, String> environment = new java.util.HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return ProducerSettings.producer(Settings.of(environment).kafka());
    }
}
