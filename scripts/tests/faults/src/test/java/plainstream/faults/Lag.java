package plainstream.faults;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import plainstream.kit.Waits;

/** How far the pollers have come. */
final class Lag {
    private static final Duration LIMIT = Duration.ofSeconds(180);

    private Lag() {}

    /** Waits until the group has processed these topics to their ends; gives the nanoseconds that it took. */
    static long awaitNone(String bootstrapServers, String group, String... topics) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return Waits.until("the end of " + group + "'s lag", LIMIT, () -> of(admin, group, List.of(topics)) == 0);
        }
    }

    private static long of(Admin admin, String group, Collection<String> topics) {
        try {
            var partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            var ends = admin.listOffsets(partitions).all().get();
            var done = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - (done.get(end.getKey()) == null
                                    ? 0
                                    : done.get(end.getKey()).offset()))
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
