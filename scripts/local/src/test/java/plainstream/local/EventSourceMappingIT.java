package plainstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import plainstream.esm.FunctionError;
import plainstream.esm.FunctionPool;
import plainstream.esm.FunctionSpec;
import plainstream.esm.MappingSettings;
import plainstream.esm.filter.FilterCriteria;
import plainstream.kit.SampleHandler;
import plainstream.kit.Topic;

/** What a mapping delivers, from where, and when it commits. */
class EventSourceMappingIT extends MappingOnABroker {
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
}
