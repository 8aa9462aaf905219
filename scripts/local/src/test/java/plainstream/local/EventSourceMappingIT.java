package plainstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.Destination;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.FunctionError;
import plainstream.esm.FunctionPool;
import plainstream.esm.FunctionSpec;
import plainstream.esm.Invoker;
import plainstream.esm.Mapping;
import plainstream.esm.MappingSettings;
import plainstream.esm.MskEvent;
import plainstream.esm.Pollers;
import plainstream.esm.filter.FilterCriteria;
import plainstream.kit.SampleHandler;
import plainstream.kit.Topic;
import plainstream.kit.Waits;
import plainstream.local.broker.Broker;

class EventSourceMappingIT {
    private static final MappingSettings.Retry RETRY =
            new MappingSettings.Retry(-1, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(2));

    @TempDir
    static Path folder;

    private static Broker broker;

    private final List<List<String>> calls = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private volatile Invoker function = event -> new byte[0];
    private FilterCriteria filter = FilterCriteria.NONE;
    private Pollers pollers = Pollers.fixed(1);
    private Topic topic;

    @BeforeAll
    static void start() {
        broker = Broker.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void create() throws Exception {
        topic = Topic.create(broker.bootstrapServers(), "t-" + UUID.randomUUID(), 2);
    }

    @Test
    void deliversInOrderAndCommitsAfterSuccess() throws Exception {
        topic.send(0, "a0", "a1", "a2");
        topic.send(1, "b0", "b1");
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            await(() -> values().size() == 5);
        }
        assertEquals(List.of("a0", "a1", "a2"), values("a"));
        assertEquals(List.of("b0", "b1"), values("b"));
        assertEquals(3, topic.committed("g" + topic.name(), 0));
        assertEquals(2, topic.committed("g" + topic.name(), 1));
    }

    @Test
    void commitsNothingWhileTheFunctionFailsAndStaysInItsGroup() throws Exception {
        function = event -> {
            throw new FunctionError("Unhandled", "down");
        };
        topic.send(0, "a0");
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            await(() -> calls.size() > 3);
            assertEquals(-1, topic.committed("g" + topic.name(), 0));
            function = event -> new byte[0];
            await(() -> topic.committed("g" + topic.name(), 0) == 1);
        }
    }

    @Test
    void keepsTheBatchSize() throws Exception {
        topic.send(0, numbered("a", 25));
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 10)) {
            await(() -> values().size() == 25);
        }
        assertTrue(calls.stream().allMatch(call -> call.size() <= 10), calls::toString);
        assertEquals(List.of(numbered("a", 25)), values());
    }

    @Test
    void latestSkipsWhatWasThereBefore() throws Exception {
        topic.send(0, "before");
        try (var _ = mapping("g", new MappingSettings.Start.Latest(), 100)) {
            await(() -> topic.committed("g" + topic.name(), 0) == 1);
            topic.send(0, "after");
            await(() -> !values().isEmpty());
        }
        assertEquals(List.of("after"), values());
    }

    @Test
    void startsAtATimestamp() throws Exception {
        topic.send(0, "before");
        Thread.sleep(20);
        var time = Instant.now();
        topic.send(0, "after");
        try (var _ = mapping("g", new MappingSettings.Start.AtTimestamp(time), 100)) {
            await(() -> !values().isEmpty());
        }
        assertEquals(List.of("after"), values());
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        topic.send(0, "a0");
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            await(() -> values().size() == 1);
        }
        topic.send(0, "a1");
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            await(() -> values().size() == 2);
        }
        assertEquals(List.of("a0", "a1"), values());
    }

    @Test
    void findsATopicAndPartitionsThatAreMadeLater() throws Exception {
        var later = new Topic(broker.bootstrapServers(), "later-" + topic.name());
        var first = topic;
        topic = later;
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            Topic.create(broker.bootstrapServers(), later.name(), 1).send(0, "a0");
            await(() -> values().size() == 1);
            later.grow(2);
            later.send(1, "a1");
            await(() -> values().size() == 2);
        }
        assertEquals(List.of("a0", "a1"), values(), first.name());
    }

    @Test
    void writesTheDestinationBeforeItGoesOn() throws Exception {
        function = event -> {
            if (new String(event, UTF_8).contains(Base64.getEncoder().encodeToString("bad".getBytes(UTF_8)))) {
                throw new FunctionError("Unhandled", "bad");
            }
            return new byte[0];
        };
        topic.send(0, "good0", "bad", "good1");
        var retry = new MappingSettings.Retry(1, Duration.ZERO, true, Duration.ofMillis(1), Duration.ofMillis(1));
        var file = folder.resolve(topic.name() + ".jsonl");
        try (var _ = start("g", new MappingSettings.Start.TrimHorizon(), 100, retry, file)) {
            await(() -> topic.committed("g" + topic.name(), 0) == 3);
        }
        var message = new ObjectMapper().readTree(Files.readString(file));
        var info = message.at("/KafkaBatchInfo/recordsInfo/" + topic.name() + "-0");
        assertEquals("1", info.get("firstRecordOffset").asText());
        assertEquals("1", info.get("lastRecordOffset").asText());
    }

    @Test
    void survivesTheBrokersDeath() throws Exception {
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            topic.send(0, "a0");
            await(() -> values().size() == 1);
            broker.kill();
            broker.restart();
            topic.send(0, "a1");
            topic.send(1, "a2");
            await(() -> values().containsAll(List.of("a0", "a1", "a2")));
            await(() -> topic.committed("g" + topic.name(), 0) == 2);
        }
    }

    @Test
    void twoPollersShareTheWorkAndLoseNothingInARebalance() throws Exception {
        topic.send(0, numbered("a", 100));
        topic.send(1, numbered("b", 100));
        function = event -> {
            sleep(20);
            return new byte[0];
        };
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 5)) {
            await(() -> values().size() > 20);
            try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 5)) {
                await(() -> values().size() > 80);
            }
            await(() -> topic.committed("g" + topic.name(), 0) == 100 && topic.committed("g" + topic.name(), 1) == 100);
        }
        assertEquals(List.of(numbered("a", 100)), values("a"));
        assertEquals(List.of(numbered("b", 100)), values("b"));
    }

    @Test
    void givesTheRecordsToAFunctionInItsOwnProcess() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        var spec = FunctionSpec.java(
                "sample", SampleHandler.class.getName(), SampleHandler.classPath(), Map.of(), lines::add);
        try (var pool = new FunctionPool(spec, Duration.ofSeconds(20), 1)) {
            function = pool;
            topic.send(0, "a0");
            try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
                await(() -> topic.committed("g" + topic.name(), 0) == 1);
            }
        }
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("event of ")), lines::toString);
    }

    @Test
    void commitsWhatTheFiltersLetPassBy() throws Exception {
        filter = FilterCriteria.of(List.of("{\"value\":[{\"prefix\":\"a\"}]}"));
        topic.send(0, "b0", "a1", "b2", "a3", "b4");
        topic.send(1, "b0");
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            await(() -> topic.committed("g" + topic.name(), 0) == 5 && topic.committed("g" + topic.name(), 1) == 1);
        }
        assertEquals(List.of("a1", "a3"), values());
    }

    @Test
    void hasFiveInvocationsSideBySideAndOneOfAPartition() throws Exception {
        topic = Topic.create(broker.bootstrapServers(), "seven-" + topic.name(), 7);
        for (int partition = 0; partition < 7; partition++) {
            topic.send(partition, numbered(partition + "-", 4));
        }
        var gate = new CountDownLatch(1);
        var busy = ConcurrentHashMap.<String>newKeySet();
        var most = new AtomicInteger();
        function = event -> {
            var mine =
                    values(event).stream().map(value -> value.substring(0, 1)).collect(Collectors.toSet());
            assertTrue(mine.stream().allMatch(busy::add), "two batches of a partition at once: " + mine);
            most.accumulateAndGet(busy.size(), Math::max);
            await(gate);
            busy.removeAll(mine);
            return new byte[0];
        };
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 1)) {
            await(() -> busy.size() == Pollers.INVOCATIONS);
            sleep(300);
            gate.countDown();
            await(() -> topic.committed("g" + topic.name(), 6) == 4 && values().size() == 28);
        }
        assertEquals(Pollers.INVOCATIONS, most.get(), log::toString);
        assertEquals(List.of(numbered("3-", 4)), values("3-"));
    }

    @Test
    void growsWithTheLagUpToThePartitionsAndShrinksAgain() throws Exception {
        topic = Topic.create(broker.bootstrapServers(), "three-" + topic.name(), 3);
        pollers = new Pollers(1, 9, Long.MAX_VALUE, Duration.ofMillis(300));
        for (int partition = 0; partition < 3; partition++) {
            topic.send(partition, numbered(partition + "-", 100));
        }
        function = event -> {
            sleep(50);
            return new byte[0];
        };
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 1)) {
            await(() -> members() == 3);
            await(() -> values().size() == 300 && members() == 1);
        }
        assertTrue(log.stream().anyMatch(line -> line.contains(": 2 pollers for 3 partitions")), log::toString);
        assertTrue(log.stream().noneMatch(line -> line.contains(": 4 pollers")), log::toString);
        for (int partition = 0; partition < 3; partition++) {
            assertEquals(List.of(numbered(partition + "-", 100)), values(partition + "-"));
        }
    }

    @Test
    void startsMinimumPollersAtOnceButNoMoreThanPartitions() throws Exception {
        pollers = Pollers.provisioned(3, 5);
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 100)) {
            await(() -> members() == 2);
            sleep(500);
            assertEquals(2, members());
        }
    }

    @Test
    void readsNoMoreThanThePollersThroughput() throws Exception {
        pollers = new Pollers(1, 1, 50_000, Duration.ofMinutes(1));
        String kilobytes = "x".repeat(10_000);
        topic.send(0, Collections.nCopies(6, kilobytes).toArray(String[]::new));
        try (var _ = mapping("g", new MappingSettings.Start.TrimHorizon(), 1)) {
            await(() -> !calls.isEmpty());
            long startNs = System.nanoTime();
            await(() -> calls.size() == 6);
            // Each costs a fifth of a second; the first one was free.
            assertTrue(System.nanoTime() - startNs > 800_000_000, "50 kB in less than a second");
        }
    }

    private int members() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
            String group = "g" + topic.name();
            return admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .size();
        } catch (ExecutionException e) {
            return 0;
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EventSourceMapping mapping(String group, MappingSettings.Start start, int size) {
        return start(group, start, size, RETRY, null);
    }

    private EventSourceMapping start(
            String group, MappingSettings.Start start, int size, MappingSettings.Retry retry, Path destination) {
        var source = new MappingSettings.Source(List.of(topic.name()), group + topic.name(), start, pollers);
        var batching = new MappingSettings.Batching(size, Duration.ofMillis(50));
        var settings = new MappingSettings("test", source, batching, retry, false, filter);
        Invoker recording = event -> {
            calls.add(values(event));
            return function.invoke(event);
        };
        var event = new MskEvent(MappingSettings.CLUSTER_ARN, broker.bootstrapServers());
        return EventSourceMapping.start(new Mapping(
                settings,
                recording,
                "arn",
                event,
                Optional.ofNullable(destination).map(Destination::file),
                log::add));
    }

    private List<String> values() {
        return calls.stream().flatMap(List::stream).toList();
    }

    private static List<String> values(byte[] event) {
        try {
            return new ObjectMapper()
                    .readTree(event)
                    .get("records")
                    .valueStream()
                    .flatMap(JsonNode::valueStream)
                    .map(record -> record.get("value").asText())
                    .map(value -> new String(Base64.getDecoder().decode(value), UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> values(String prefix) {
        return values().stream().filter(value -> value.startsWith(prefix)).toList();
    }

    private static String[] numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private void await(Waits.Condition condition) {
        Waits.until(() -> "delivered " + values() + "; log " + log, Duration.ofSeconds(40), condition);
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
