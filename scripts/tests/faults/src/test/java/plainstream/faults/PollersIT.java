package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plainstream.kit.Event;
import plainstream.kit.Made;
import plainstream.kit.Waits;
import plainstream.local.broker.Broker;

/** Several consumers, and several producers, of one truth. */
@Tag("faults")
class PollersIT {
    private static final Duration STEP = Duration.ofSeconds(4);
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration REBALANCE_LIMIT = Duration.ofSeconds(60);
    private static final int BEFORE = 3;
    private static final int AFTER = 6;
    private static final int DIRECT = 500;

    @Test
    void rebalanceAndNewPartitionsInTheMiddleOfTheLoad() throws Exception {
        try (var broker = Broker.start(Checkout.folder("pollers"));
                var api = Api.start(broker.bootstrapServers(), Map.of("KAFKA_PARTITIONS", String.valueOf(BEFORE)));
                var pipeline = Pipeline.start(broker.bootstrapServers());
                var function = pipeline.function();
                var load = Load.start(api::port, 8, Duration.ofMillis(15))) {
            Waits.pause(STEP);
            try (var _ = pipeline.poller(function)) {
                Waits.until(
                        "the second poller's first batch",
                        REBALANCE_LIMIT,
                        () -> !function.output().isEmpty());
                addPartitions(broker);
                Waits.pause(STEP);
            }
            Waits.pause(STEP);
            load.stop();
            pipeline.awaitDrained();
            var events = Topics.read(broker.bootstrapServers(), "events", "orders");
            long used = events.stream()
                    .filter(event -> event.topic().equals("events"))
                    .map(Event::partition)
                    .distinct()
                    .count();
            Effects.check(
                    "second poller came and went, partitions %d to %d (%d used)".formatted(BEFORE, AFTER, used),
                    events,
                    pipeline,
                    function.output());
            assertEquals(AFTER, used);
        }
    }

    /** The API's producer learns of them in minutes only; a producer of our own writes to them at once. */
    private static void addPartitions(Broker broker) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var admin = Admin.create(settings)) {
            admin.createPartitions(Map.of("events", NewPartitions.increaseTo(AFTER)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < DIRECT; i++) {
                var event = Made.like("tt" + i % Write.MOVIES, "direct-" + i);
                var record = new ProducerRecord<>("events", BEFORE + i % (AFTER - BEFORE), event.key(), event.value());
                event.headers().forEach(header -> record.headers().add(header.name(), header.value()));
                producer.send(record);
            }
        }
    }

    @Test
    void threeInstancesMakeTheTopicsAtOnce() throws Exception {
        Map<String, String> settings = Map.of("KAFKA_PARTITIONS", "5");
        try (var broker = Broker.start(Checkout.folder("topics"));
                var one = Api.launch(broker.bootstrapServers(), settings);
                var two = Api.launch(broker.bootstrapServers(), settings);
                var three = Api.launch(broker.bootstrapServers(), settings);
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var instances = List.of(one, two, three);
            long took = Waits.until(
                    "readiness of all three",
                    READY_LIMIT,
                    () -> instances.stream().allMatch(instance -> instance.answers("/readiness")));
            var topics = admin.describeTopics(List.of("events", "orders", "orders-enriched"))
                    .allTopicNames()
                    .get();
            var sizes = topics.values().stream()
                    .map(topic -> topic.partitions().size())
                    .toList();
            var complaints = Stream.of(one, two, three)
                    .flatMap(instance -> instance.output().lines())
                    .filter(line -> line.contains("\"ERROR\""))
                    .toList();
            Promise.print(
                    "three instances make the topics at once",
                    "all ready after %s, partitions %s, %d errors logged",
                    Promise.seconds(took),
                    sizes,
                    complaints.size());
            assertEquals(List.of(5, 5, 5), sizes);
            assertEquals(List.of(), complaints);
        }
    }
}
