package plainstream.api.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.kit.ApiProcess;
import plainstream.local.broker.Broker;

/** The shipped API against a real broker: what arrives, and what happens while the broker is away. */
public class KafkaIT {
    /** What the settings below allow a request to wait, and some for a busy machine. */
    private static final Duration LIMIT = Duration.ofMillis(1_000 + 500 + 2_500);

    @TempDir
    static Path folder;

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = Broker.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static ApiProcess api(String... settings) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "KAFKA_DELIVERY_TIMEOUT_MS",
                "1000",
                "KAFKA_MAX_BLOCK_MS",
                "500"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return ApiProcess.start(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void storesEveryKindOfEventAsACloudEvent(String compression) throws Exception {
        try (ApiProcess api = api("KAFKA_COMPRESSION", compression)) {
            api.awaitReady();
            String key = "key-" + compression;
            String name = "Paul-" + compression;
            HttpResponse<String> greeting = api.get("/current_time?name=" + name);
            String id = id(api.post("/app", "", "Idempotency-Key", key));
            String trace = "1-67891233-abcdef012345678912345678";
            assertEquals(
                    202,
                    api.post("/likes", "{\"movieId\":\"tt-" + compression + "\"}", "X-Amzn-Trace-Id", "Root=" + trace)
                            .statusCode());
            String order = "{\"OrderNo\":\"" + compression + "\",\"Customer\":\"Jones\",\"Total\":1.50}";
            assertEquals(202, api.post("/orders", order).statusCode());

            ConsumerRecord<String, String> stored = read("events", name);
            assertEquals(greeting.body(), stored.value());
            assertEquals("plainstream.greeting.v1", header(stored, "ce_type"));
            assertEquals("1.0", header(stored, "ce_specversion"));
            assertEquals("application/json", header(stored, "content-type"));
            assertEquals("", header(stored, "ce_idempotent"));
            assertEquals(TimestampType.LOG_APPEND_TIME, stored.timestampType());
            stored = read("events", id);
            assertEquals(id, header(stored, "ce_id"));
            assertEquals("true", header(stored, "ce_idempotent"));
            assertTrue(stored.value()
                    .startsWith("{\"id\":\"" + id + "\",\"timestamp\":\"" + header(stored, "ce_time") + "\""));
            stored = read("events", "tt-" + compression);
            assertEquals("Root=" + trace, header(stored, "x-amzn-trace-id"));
            assertTrue(header(stored, "ce_traceparent").startsWith("00-67891233abcdef012345678912345678-"));
            assertEquals(order, read("orders", compression).value());
        }
    }

    private static String id(HttpResponse<String> accepted) {
        assertEquals(202, accepted.statusCode());
        return accepted.headers().firstValue("Location").orElseThrow().substring("/app/".length());
    }

    @Test
    void saysInTheAccessLineWhereTheEventLies() throws Exception {
        try (ApiProcess api = api()) {
            api.awaitReady();
            String id =
                    api.post("/app", "").headers().firstValue("X-Request-Id").orElseThrow();
            api.terminate();
            assertEquals(0, api.exitCode(Duration.ofSeconds(20)));
            String line =
                    api.lines().stream().filter(l -> l.contains(id)).findFirst().orElseThrow();
            assertTrue(
                    line.matches(
                            ".*\"method\":\"POST\",\"path\":\"/app\",\"status\":202,\"durationMs\":[0-9.]+,"
                                    + "\"requestId\":\"" + id
                                    + "\",\"traceparent\":\"[-0-9a-f]{55}\",\"client\":\"127.0.0.1\",\"topic\":\"events\",\"partition\":[0-9],\"offset\":[0-9]+}"),
                    line);
            assertTrue(api.lines().stream().anyMatch(l -> l.startsWith("{\"_aws\":")), "metrics at the end");
        }
    }

    @Test
    void makesTheTopicsThoughThreeInstancesRace() throws Exception {
        try (Broker fresh = Broker.start(folder.resolve("race"))) {
            List<ApiProcess> apis = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    apis.add(api("KAFKA_BOOTSTRAP_SERVERS", fresh.bootstrapServers(), "KAFKA_PARTITIONS", "4"));
                }
                for (ApiProcess api : apis) {
                    api.awaitReady();
                    assertEquals(202, api.post("/app", "").statusCode());
                }
            } finally {
                apis.forEach(ApiProcess::close);
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", fresh.bootstrapServers()))) {
                admin.describeTopics(Topics.ALL)
                        .allTopicNames()
                        .get()
                        .values()
                        .forEach(topic -> assertEquals(4, topic.partitions().size()));
                ConfigResource events = new ConfigResource(ConfigResource.Type.TOPIC, "events");
                assertEquals("LogAppendTime", timestampType(admin, events));
            }
        }
    }

    private static String timestampType(Admin admin, ConfigResource topic)
            throws ExecutionException, InterruptedException {
        return admin.describeConfigs(List.of(topic))
                .all()
                .get()
                .get(topic)
                .get("message.timestamp.type")
                .value();
    }

    @Test
    void answers503WhileTheBrokerIsAwayAndRecoversByItself() throws Exception {
        try (Broker mortal = Broker.start(folder.resolve("mortal"));
                ApiProcess api = api("KAFKA_BOOTSTRAP_SERVERS", mortal.bootstrapServers())) {
            api.awaitReady();
            assertEquals(202, api.post("/likes", "{\"movieId\":\"a\"}").statusCode());
            mortal.kill();
            for (int i = 0; i < 3; i++) {
                assertUnavailable(api);
            }
            assertEquals(200, api.get("/healthcheck").statusCode(), "a restart would not help");
            assertEquals(200, api.get("/hello").statusCode());
            mortal.restart();
            awaitAccepted(api);
        }
    }

    @Test
    void startsBeforeTheBroker() throws Exception {
        Broker late = Broker.start(folder.resolve("late"));
        late.stop();
        try (late;
                ApiProcess api = api("KAFKA_BOOTSTRAP_SERVERS", late.bootstrapServers())) {
            assertEquals(200, api.get("/healthcheck").statusCode());
            assertEquals(503, api.get("/readiness").statusCode());
            assertUnavailable(api);
            late.restart();
            api.awaitReady();
            awaitAccepted(api);
        }
    }

    private static void assertUnavailable(ApiProcess api) throws Exception {
        long started = System.nanoTime();
        HttpResponse<String> answer = api.post("/likes", "{\"movieId\":\"a\"}");
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        assertEquals(503, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(took.compareTo(LIMIT) < 0, "took " + took);
    }

    private static void awaitAccepted(ApiProcess api) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (api.post("/likes", "{\"movieId\":\"a\"}").statusCode() != 202) {
            assertFalse(System.nanoTime() > end, () -> "no 202: " + api.lines());
        }
    }

    private static ConsumerRecord<String, String> read(String topic, String key) {
        Properties config = new Properties();
        config.put("bootstrap.servers", broker.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("no record with key " + key + " in " + topic);
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
