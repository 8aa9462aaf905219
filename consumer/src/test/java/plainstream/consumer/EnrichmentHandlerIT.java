package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.consumer.batch.BatchFailedException;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.function.SettingsException;
import plainstream.local.broker.Broker;

/** The enrichment function between a real broker and a real DynamoDB engine. */
class EnrichmentHandlerIT extends OnDynamoDb {
    private static final TopicPartition TOPIC = new TopicPartition("orders-enriched", 0);

    @TempDir
    static Path data;

    private static Broker broker;
    private static long end;

    @BeforeAll
    static void startBroker() throws InterruptedException, ExecutionException {
        broker = Broker.start(data.resolve("kafka"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void brokerAndCustomer() {
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        Item jones = new Item().with("Customer", "Jones").with("address", "12 Harbour Row");
        tables.put(
                "customers",
                jones.with("longitude", new Attribute.N("-1.4823")).with("latitude", new Attribute.N("53.3811")));
    }

    @Test
    void addsTheCustomerAndKeepsNumbersAndIdentity() throws IOException {
        Map<String, String> headers = TestEvent.headers("plainstream.order.v1", "my-key");
        headers.put("ce_idempotent", "true");
        headers.put("ce_traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        headers.put("x-amzn-trace-id", "Root=1-67891233-abcdef012345678912345678");
        TestEvent event = new TestEvent()
                .add(
                        "orders",
                        0,
                        0,
                        headers,
                        TestEvent.json("{\"OrderNo\":\"SO-1\",\"Customer\":\"Jones\",\"UnitCost\":1.950,\"n\":1E+2}"));
        event.add("orders", 0, 1, TestEvent.headers("plainstream.order.v1", "x"), order("SO-2", "Nobody"));
        invoke(event);
        List<ConsumerRecord<String, String>> records = published(2);
        assertEquals(
                "{\"OrderNo\":\"SO-1\",\"Customer\":\"Jones\",\"UnitCost\":1.950,\"n\":1E+2,\"address\":\"12 Harbour Row\",\"longitude\":-1.4823,\"latitude\":53.3811}",
                records.get(0).value());
        assertEquals(
                "{\"OrderNo\":\"SO-2\",\"Customer\":\"Nobody\",\"address\":null,\"longitude\":null,\"latitude\":null}",
                records.get(1).value());
        assertEquals("SO-1", records.getFirst().key());
        assertEquals(
                "1.0 my-key plainstream.order-enriched.v1 2026-11-21T03:17:32.000001Z application/json true 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 Root=1-67891233-abcdef012345678912345678",
                String.join(
                        " ",
                        List.of(
                                        "ce_specversion",
                                        "ce_id",
                                        "ce_type",
                                        "ce_time",
                                        "content-type",
                                        "ce_idempotent",
                                        "ce_traceparent",
                                        "x-amzn-trace-id")
                                .stream()
                                .map(name -> new String(
                                        records.getFirst()
                                                .headers()
                                                .lastHeader(name)
                                                .value(),
                                        UTF_8))
                                .toList()));
    }

    @Test
    void keepsTheOrderOfABatchAndBuriesBadOnes() throws IOException {
        TestEvent event = new TestEvent();
        Map<String, String> headers = TestEvent.headers("plainstream.order.v1", "x");
        for (int i = 0; i < 300; i++) {
            event.add("orders", 0, 2 * i, headers, order("SO-" + i, "customer " + i));
        }
        event.add("orders", 0, 1, headers, TestEvent.json("{\"OrderNo\":\"\",\"Customer\":\"x\"}"));
        event.add(
                "orders", 0, 3, headers, TestEvent.json("{\"OrderNo\":\"a\",\"Customer\":\"x\",\"address\":\"mine\"}"));
        event.add("orders", 0, 5, headers, TestEvent.json("{\"OrderNo\":\"a\",\"Customer\":\"x\",\"n\":1e126}"));
        event.add("orders", 0, 7, headers, TestEvent.json("{\"OrderNo\":\"a\",\"Customer\":\"x\",\"n\":[]}"));
        event.add(
                "orders", 0, 9, TestEvent.headers("plainstream.like.v1", "x"), TestEvent.json("{\"movieId\":\"tt1\"}"));
        event.add("orders", 0, 11, headers, null);
        invoke(event);
        List<String> keys = published(300).stream().map(ConsumerRecord::key).toList();
        for (int i = 0; i < 300; i++) {
            assertEquals("SO-" + i, keys.get(i));
        }
        assertEquals(
                List.of(1L, 3L, 5L, 7L, 9L),
                tables.all("dead_letters").stream()
                        .map(item -> item.number("offset", -1))
                        .sorted()
                        .toList());
    }

    @Test
    void bringsTheBatchAgainWithoutABroker() throws IOException {
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        environment.put("KAFKA_DELIVERY_TIMEOUT_MS", "500");
        TestEvent event = new TestEvent();
        for (int i = 0; i < 50; i++) {
            event.add("orders", 0, i, TestEvent.headers("plainstream.order.v1", "x"), order("SO-" + i, "Jones"));
        }
        long start = System.nanoTime();
        assertThrows(BatchFailedException.class, () -> invoke(event));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos(), "each order waited by itself");
    }

    @Test
    void namesEveryFaultOfTheSettingsAtOnce() {
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "");
        environment.put("KAFKA_AUTH", "password");
        String message = assertThrows(SettingsException.class, this::handler).getMessage();
        assertTrue(
                message.contains("KAFKA_BOOTSTRAP_SERVERS is ''")
                        && message.contains("KAFKA_AUTH is 'password', legal: none or iam"),
                message);
    }

    private static byte[] order(String orderNo, String customer) {
        return TestEvent.json("{\"OrderNo\":\"" + orderNo + "\",\"Customer\":\"" + customer + "\"}");
    }

    private void invoke(TestEvent event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler().handleRequest(new ByteArrayInputStream(event.bytes()), answer, new TestContext(60_000));
        assertEquals("{\"batchItemFailures\":[]}", answer.toString(UTF_8));
    }

    private EnrichmentHandler handler() {
        return new EnrichmentHandler(environment, Clock.systemUTC());
    }

    /** The next so many records of the topic. */
    private static List<ConsumerRecord<String, String>> published(int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                UUID.randomUUID().toString());
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seek(TOPIC, end);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        end += count;
        assertEquals(count, records.size());
        return records;
    }
}
