package plainstream.esm.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Sets how far a group has come, while nobody is in it. */
final class Rewind {
    private Rewind() {}

    /** To an offset in every partition, or to a time; tells what came of it. */
    static String group(Plan plan, String position) throws InterruptedException {
        Map<String, Object> client = new HashMap<>(plan.client());
        client.put("bootstrap.servers", plan.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            var asked = new HashMap<TopicPartition, OffsetSpec>();
            var topics = admin.describeTopics(plan.settings().source().topics())
                    .allTopicNames()
                    .get();
            topics.forEach((name, topic) -> topic.partitions()
                    .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), spec(position))));
            var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
            if (position.matches("[0-9]+")) {
                asked.keySet()
                        .forEach(partition -> offsets.put(partition, new OffsetAndMetadata(Long.parseLong(position))));
            } else {
                var ends = admin.listOffsets(endsOf(asked)).all().get();
                admin.listOffsets(asked)
                        .all()
                        .get()
                        .forEach((partition, found) -> offsets.put(
                                partition,
                                new OffsetAndMetadata(
                                        found.offset() < 0 ? ends.get(partition).offset() : found.offset())));
            }
            admin.alterConsumerGroupOffsets(plan.settings().source().groupId(), offsets)
                    .all()
                    .get();
            return "rewound to " + offsets;
        } catch (ExecutionException | DateTimeParseException e) {
            return "not rewound: " + e.getMessage();
        }
    }

    private static OffsetSpec spec(String position) {
        return position.matches("[0-9]+")
                ? OffsetSpec.earliest()
                : OffsetSpec.forTimestamp(Instant.parse(position).toEpochMilli());
    }

    private static Map<TopicPartition, OffsetSpec> endsOf(Map<TopicPartition, OffsetSpec> asked) {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        asked.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        return ends;
    }
}
