package plainstream.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import plainstream.kit.Event;

/** What the topics hold, read by a consumer of our own. */
final class Topics {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Topics() {}

    /** Every record of these topics, from first to last, in the order of each partition. */
    static List<Event> read(String bootstrapServers, String... topics) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = Stream.of(topics)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer, consumer.endOffsets(partitions));
        }
    }

    private static List<Event> readTo(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        var events = new ArrayList<Event>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> events.add(event(record)));
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the topics could not be read to their ends within " + LIMIT);
            }
        }
        return events;
    }

    private static Event event(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<Event.Header>();
        record.headers().forEach(header -> headers.add(new Event.Header(header.key(), header.value())));
        return new Event(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }
}
