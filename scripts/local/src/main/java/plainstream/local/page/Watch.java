package plainstream.local.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import plainstream.esm.MappingSettings;

/** What the broker knows: topics, partitions, offsets, and how far each mapping is behind. Keeps its last figures while the broker is away. */
final class Watch implements AutoCloseable {
    private static final int LIMIT_MS = 2_000;

    /** A mapping and what its group has committed. */
    private record Group(MappingSettings settings, Map<TopicPartition, OffsetAndMetadata> committed) {}

    private final Admin admin;
    private final List<MappingSettings> mappings;
    private Map<TopicPartition, Long> earliest = new TreeMap<>(Watch::compare);
    private Map<TopicPartition, Long> latest = new TreeMap<>(Watch::compare);
    private Map<String, Group> groups = new HashMap<>();

    Watch(String bootstrapServers, List<MappingSettings> mappings) {
        this.mappings = List.copyOf(mappings);
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "reconnect.backoff.max.ms", 500,
                "request.timeout.ms", LIMIT_MS,
                "default.api.timeout.ms", LIMIT_MS));
    }

    Collection<String> topics() {
        var topics = new TreeSet<String>();
        mappings.forEach(mapping -> topics.addAll(mapping.source().topics()));
        return topics;
    }

    /** Asks the broker; without an answer in time all stays as it was. */
    void look() throws InterruptedException {
        try {
            var partitions = partitions();
            var first = offsets(partitions, OffsetSpec.earliest());
            var next = offsets(partitions, OffsetSpec.latest());
            var known = new HashMap<String, Group>();
            for (MappingSettings mapping : mappings) {
                var committed = admin.listConsumerGroupOffsets(mapping.source().groupId())
                        .partitionsToOffsetAndMetadata()
                        .get(LIMIT_MS, TimeUnit.MILLISECONDS);
                known.put(mapping.name(), new Group(mapping, committed));
            }
            earliest = first;
            latest = next;
            groups = known;
        } catch (ExecutionException | TimeoutException e) {
            // The broker is away: the page shows these figures as the last ones.
        }
    }

    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException, TimeoutException {
        var existing = admin.listTopics().names().get(LIMIT_MS, TimeUnit.MILLISECONDS);
        var wanted = topics().stream().filter(existing::contains).toList();
        return admin.describeTopics(wanted).allTopicNames().get(LIMIT_MS, TimeUnit.MILLISECONDS).values().stream()
                .flatMap(Watch::partitions)
                .toList();
    }

    private static java.util.stream.Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition()));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        var specs = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> specs.put(partition, which));
        var offsets = new TreeMap<TopicPartition, Long>(Watch::compare);
        admin.listOffsets(specs)
                .all()
                .get(LIMIT_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static int compare(TopicPartition a, TopicPartition b) {
        int topic = a.topic().compareTo(b.topic());
        return topic != 0 ? topic : Integer.compare(a.partition(), b.partition());
    }

    /** Each topic with its partitions' earliest and latest offset. */
    ArrayNode topicsState() {
        var byTopic = new TreeMap<String, ArrayNode>();
        var state = Feed.MAPPER.createArrayNode();
        latest.forEach((partition, offset) -> byTopic.computeIfAbsent(
                        partition.topic(),
                        name -> state.addObject().put("name", name).putArray("partitions"))
                .addObject()
                .put("partition", partition.partition())
                .put("earliest", earliest.get(partition))
                .put("latest", offset));
        return state;
    }

    /** Lag per partition; a partition without a commit counts from its start, so that it does not vanish. */
    void lag(String mapping, ObjectNode state) {
        var list = state.putArray("lag");
        var group = groups.get(mapping);
        if (group == null) {
            return;
        }
        latest.forEach((partition, offset) -> {
            if (group.settings().source().topics().contains(partition.topic())) {
                var committed = group.committed().get(partition);
                long from = committed == null ? earliest.get(partition) : committed.offset();
                Feed.place(list.addObject(), partition.topic(), partition.partition())
                        .put("committed", committed == null ? null : (Long) committed.offset())
                        .put("latest", offset)
                        .put("lag", Math.max(0, offset - from));
            }
        });
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ZERO);
    }
}
