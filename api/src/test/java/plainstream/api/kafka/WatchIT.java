package plainstream.api.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plainstream.api.log.Metrics;
import plainstream.api.settings.Settings;
import plainstream.api.settings.SettingsException;
import plainstream.local.broker.Broker;

/** The publisher against a real broker, in every state that does not pass by itself. */
class WatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static Broker broker;

    private final Metrics metrics = new Metrics();

    @BeforeAll
    static void start() {
        broker = Broker.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void makesATopicAgainThatVanished() throws Exception {
        KafkaPublisher publisher = connected(broker);
        try (Admin admin = admin(broker)) {
            assertInstanceOf(Delivery.Stored.class, publish(publisher, Event.Type.ORDER, 10));
            admin.deleteTopics(List.of("orders")).all().get();
            await(() -> exists(admin, "orders") && publisher.isReady());
            assertInstanceOf(Delivery.Stored.class, publish(publisher, Event.Type.ORDER, 10));
        } finally {
            publisher.close(Duration.ofSeconds(1));
        }
    }

    @Test
    void tellsWhatIsTooLargeFromWhatFailed() throws Exception {
        KafkaPublisher publisher = connected(broker);
        try (Admin admin = admin(broker)) {
            limit(admin, "200");
            assertInstanceOf(Delivery.TooLarge.class, publish(publisher, Event.Type.ORDER, 600));
            assertTrue(publisher.isReady(), "a record that is too large says nothing about the topic");
            assertInstanceOf(Delivery.Stored.class, publish(publisher, Event.Type.LIKE, 600));
            limit(admin, "1048588");
            assertInstanceOf(Delivery.Stored.class, publish(publisher, Event.Type.ORDER, 600));
        } finally {
            publisher.close(Duration.ofSeconds(1));
        }
    }

    @Test
    void isNotReadyWhileTheBrokerIsAway() throws Exception {
        try (Broker mortal = Broker.start(folder.resolve("mortal"))) {
            KafkaPublisher publisher = connected(mortal);
            mortal.kill();
            await(() -> !publisher.isReady());
            mortal.restart();
            await(publisher::isReady);
            assertInstanceOf(Delivery.Stored.class, publish(publisher, Event.Type.LIKE, 10));
            publisher.close(Duration.ofSeconds(1));
        }
    }

    @Test
    void isReadyNoSoonerThanEveryPartitionTakesRecords() throws Exception {
        try (Broker fresh = Broker.start(folder.resolve("fresh"))) {
            KafkaPublisher publisher = new KafkaPublisher(settings(fresh, "KAFKA_PARTITIONS", "24"), metrics);
            publisher.start();
            await(publisher::isReady);
            List<CompletableFuture<Delivery>> results = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                results.add(send(publisher, i % 2 == 0 ? Event.Type.LIKE : Event.Type.ORDER, "key-" + i, 10));
            }
            for (CompletableFuture<Delivery> result : results) {
                assertInstanceOf(Delivery.Stored.class, result.get(30, TimeUnit.SECONDS));
            }
            publisher.close(Duration.ofSeconds(1));
        }
    }

    static Stream<RuntimeException> fatalStates() {
        return Stream.of(
                new ProducerFencedException("fenced"),
                new UnsupportedVersionException("the broker is too old"),
                new IllegalStateException("closed"),
                new KafkaException("in an error state", new ProducerFencedException("before")));
    }

    @ParameterizedTest
    @MethodSource("fatalStates")
    void replacesAProducerThatWillNeverSendAgain(RuntimeException state) throws Exception {
        AtomicInteger made = new AtomicInteger();
        KafkaPublisher publisher = new KafkaPublisher(
                settings(broker), metrics, () -> made.getAndIncrement() == 0 ? broken(state, () -> true) : real());
        publisher.start();
        await(publisher::isReady);
        assertInstanceOf(Delivery.Unconfirmed.class, publish(publisher, Event.Type.LIKE, 10));
        assertFalse(publisher.isReady());
        await(publisher::isReady);
        assertEquals(2, made.get());
        assertInstanceOf(Delivery.Stored.class, publish(publisher, Event.Type.LIKE, 10));
        List<String> report = new ArrayList<>();
        metrics.report(0, line -> report.add(line.toString()));
        assertTrue(report.getFirst().contains("\"Renewed\":1,"), report.getFirst());
        publisher.close(Duration.ofSeconds(1));
    }

    @Test
    void isNotReadyWhileATopicMayNotBeWrittenAndRecoversWithTheSameProducer() throws Exception {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger refusals = new AtomicInteger(2);
        KafkaPublisher publisher = new KafkaPublisher(settings(broker), metrics, () -> {
            made.incrementAndGet();
            return broken(new TopicAuthorizationException("orders"), () -> refusals.getAndDecrement() > 0);
        });
        publisher.start();
        await(publisher::isReady);
        publish(publisher, Event.Type.ORDER, 10);
        assertFalse(publisher.isReady());
        assertInstanceOf(Delivery.Unconfirmed.class, publish(publisher, Event.Type.ORDER, 10));
        assertInstanceOf(Delivery.Stored.class, publish(publisher, Event.Type.ORDER, 10));
        assertTrue(publisher.isReady());
        assertEquals(1, made.get());
        publisher.close(Duration.ofSeconds(1));
    }

    private KafkaPublisher connected(Broker to) throws Exception {
        KafkaPublisher publisher = new KafkaPublisher(settings(to), metrics);
        publisher.start();
        await(publisher::isReady);
        return publisher;
    }

    private static Settings.Kafka settings(Broker of, String... more) throws SettingsException {
        // Long enough for a busy machine: what fails here is refused, and not late.
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", of.bootstrapServers(),
                "KAFKA_DELIVERY_TIMEOUT_MS", "25000",
                "KAFKA_MAX_BLOCK_MS", "10000"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return Settings.of(environment).kafka();
    }

    private static Producer<byte[], byte[]> real() {
        try {
            return new KafkaProducer<>(
                    ProducerSettings.producer(settings(broker)), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (SettingsException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A real producer whose sends fail as long as the condition holds. */
    @SuppressWarnings("unchecked") // A proxy knows no type arguments.
    private static Producer<byte[], byte[]> broken(RuntimeException state, BooleanSupplier isBroken) {
        Producer<byte[], byte[]> producer = real();
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                WatchIT.class.getClassLoader(), new Class<?>[] {Producer.class}, (_, method, arguments) -> {
                    if (method.getName().equals("send") && isBroken.getAsBoolean()) {
                        if (state instanceof TopicAuthorizationException) {
                            ((Callback) arguments[1]).onCompletion(null, state);
                            return CompletableFuture.failedFuture(state);
                        }
                        throw state;
                    }
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Delivery publish(Publisher publisher, Event.Type type, int bytes) throws Exception {
        return send(publisher, type, "key", bytes).get(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Delivery> send(Publisher publisher, Event.Type type, String key, int bytes) {
        CompletableFuture<Delivery> result = new CompletableFuture<>();
        Event.Identity identity = new Event.Identity("id", false, "2026-11-21T03:17:32.123456Z", "", "");
        byte[] value = ("\"" + "x".repeat(bytes) + "\"").getBytes(StandardCharsets.US_ASCII);
        publisher.publish(new Event(type, key, identity, value), result::complete);
        return result;
    }

    private static Admin admin(Broker of) {
        return Admin.create(Map.of("bootstrap.servers", of.bootstrapServers()));
    }

    private static void limit(Admin admin, String bytes) throws Exception {
        ConfigResource orders = new ConfigResource(ConfigResource.Type.TOPIC, "orders");
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(orders, List.of(set))).all().get();
        await(() -> bytes.equals(quietly(() -> admin.describeConfigs(List.of(orders))
                .all()
                .get()
                .get(orders)
                .get("max.message.bytes")
                .value())));
    }

    private static boolean exists(Admin admin, String topic) {
        return quietly(() -> admin.listTopics().names().get()).contains(topic);
    }

    private interface Question<T> {
        T ask() throws Exception;
    }

    private static <T> T quietly(Question<T> question) {
        try {
            return question.ask();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain");
            Thread.sleep(20);
        }
    }
}
