package plainstream.api.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void hasDefaults() throws SettingsException {
        Settings.Kafka kafka = new Settings.Kafka(
                "", "none", "none", Duration.ofSeconds(5), Duration.ofSeconds(2), 16_777_216, 5, 3, -1, 1);
        assertEquals(
                new Settings(
                        "127.0.0.1",
                        8080,
                        2_048,
                        Duration.ZERO,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(1),
                        System.Logger.Level.INFO,
                        "{}",
                        kafka),
                Settings.of(Map.of()));
        assertFalse(kafka.enabled());
    }

    @Test
    void readsEveryVariable() throws SettingsException {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("HOST", "0.0.0.0"),
                Map.entry("PORT", "0"),
                Map.entry("MAX_IN_FLIGHT", "7"),
                Map.entry("DRAIN_DELAY_MS", "8"),
                Map.entry("SHUTDOWN_GRACE_MS", "900"),
                Map.entry("METRICS_PERIOD_S", "10"),
                Map.entry("LOG_LEVEL", "DEBUG"),
                Map.entry("PAGE_LINKS", "{\"logs\":\"https://logs.example/\"}"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "a.example:9098,[::1]:9092"),
                Map.entry("KAFKA_AUTH", "iam"),
                Map.entry("KAFKA_COMPRESSION", "gzip"),
                Map.entry("KAFKA_DELIVERY_TIMEOUT_MS", "1100"),
                Map.entry("KAFKA_MAX_BLOCK_MS", "1200"),
                Map.entry("KAFKA_BUFFER_BYTES", "131072"),
                Map.entry("KAFKA_MAX_IN_FLIGHT", "1"),
                Map.entry("KAFKA_PARTITIONS", "14"),
                Map.entry("KAFKA_REPLICATION_FACTOR", "2"),
                Map.entry("LIKE_PARTITIONS_PER_MOVIE", "16"));
        Settings settings = Settings.of(environment);
        assertEquals(
                new Settings(
                        "0.0.0.0",
                        0,
                        7,
                        Duration.ofMillis(8),
                        Duration.ofMillis(900),
                        Duration.ofSeconds(10),
                        System.Logger.Level.DEBUG,
                        "{\"logs\":\"https://logs.example/\"}",
                        new Settings.Kafka(
                                "a.example:9098,[::1]:9092",
                                "iam",
                                "gzip",
                                Duration.ofMillis(1_100),
                                Duration.ofMillis(1_200),
                                131_072,
                                1,
                                14,
                                2,
                                16)),
                settings);
        assertTrue(settings.kafka().enabled());
        assertTrue(settings.kafka().iam());
    }

    @Test
    void reportsAllFaultsAtOnce() {
        SettingsException fault = assertThrows(
                SettingsException.class,
                () -> Settings.of(Map.of(
                        "PORT",
                        "65536",
                        "KAFKA_COMPRESSION",
                        "zstd",
                        "HOST",
                        "a b",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "x\n:y")));
        assertEquals(
                List.of(
                        "HOST=\"a b\" is not legal: a host name or an IP address",
                        "PORT=\"65536\" is not legal: a whole number from 0 to 65535",
                        "KAFKA_BOOTSTRAP_SERVERS=\"x\\n:y\" is not legal: empty (events are only logged), or host:port separated by commas",
                        "KAFKA_COMPRESSION=\"zstd\" is not legal: one of none, gzip"),
                fault.faults());
    }

    /** The load balancer gives up after 60 s, with a 504 that rings an alarm. */
    @Test
    void refusesToWaitLongerThanTheLoadBalancer() throws SettingsException {
        Settings.of(Map.of("KAFKA_DELIVERY_TIMEOUT_MS", "30000", "KAFKA_MAX_BLOCK_MS", "20000"));
        SettingsException fault = assertThrows(
                SettingsException.class,
                () -> Settings.of(Map.of("KAFKA_DELIVERY_TIMEOUT_MS", "30000", "KAFKA_MAX_BLOCK_MS", "20001")));
        assertEquals(
                List.of("KAFKA_DELIVERY_TIMEOUT_MS=\"30000\" is not legal: with KAFKA_MAX_BLOCK_MS at most 50000"),
                fault.faults());
    }

    @Test
    void takesBlankForUnset() throws SettingsException {
        assertEquals(8080, Settings.of(Map.of("PORT", " ")).port());
    }

    @Test
    void takesOnlyStringsForThePage() {
        for (String links : List.of("{\"a\":1}", "[]", "{\"a\":{}}", "x")) {
            assertThrows(SettingsException.class, () -> Settings.of(Map.of("PAGE_LINKS", links)), links);
        }
    }

    @Test
    void refusesAnIdempotentProducersForbiddenSetting() {
        assertThrows(SettingsException.class, () -> Settings.of(Map.of("KAFKA_MAX_IN_FLIGHT", "6")));
    }
}
