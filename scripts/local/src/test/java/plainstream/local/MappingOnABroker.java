package plainstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.Destination;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.Invoker;
import plainstream.esm.Mapping;
import plainstream.esm.MappingSettings;
import plainstream.esm.MskEvent;
import plainstream.esm.Pollers;
import plainstream.esm.filter.FilterCriteria;
import plainstream.kit.Topic;
import plainstream.kit.Waits;
import plainstream.local.broker.Broker;

/** A mapping on a topic of two partitions, and a function that keeps what it was given. */
abstract class MappingOnABroker {
    private static final MappingSettings.Retry RETRY =
            new MappingSettings.Retry(-1, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(2));

    @TempDir
    static Path folder;

    static Broker broker;

    final List<List<String>> calls = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    volatile Invoker function = event -> new byte[0];
    FilterCriteria filter = FilterCriteria.NONE;
    Pollers pollers = Pollers.fixed(1);
    Topic topic;

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

    EventSourceMapping mapping(String group, MappingSettings.Start start, int size) {
        return start(group, start, size, RETRY, null);
    }

    EventSourceMapping start(
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

    List<String> values() {
        return calls.stream().flatMap(List::stream).toList();
    }

    static List<String> values(byte[] event) {
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

    List<String> values(String prefix) {
        return values().stream().filter(value -> value.startsWith(prefix)).toList();
    }

    static String[] numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    void await(Waits.Condition condition) {
        Waits.until(() -> "delivered " + values() + "; log " + log, Duration.ofSeconds(40), condition);
    }

    static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
