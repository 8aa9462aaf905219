package plainstream.esm;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where newly assigned partitions begin. A beginning at "now" or at a time is committed at once: a restart before the first batch
 * must not move it.
 */
final class StartPosition {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final MappingSettings.Start start;
    private final Set<TopicPartition> open = new HashSet<>();

    StartPosition(KafkaConsumer<byte[], byte[]> consumer, MappingSettings.Start start) {
        this.consumer = consumer;
        this.start = start;
    }

    /** Partitions just assigned; they stay paused until {@link #settle()}. */
    void add(Collection<TopicPartition> partitions) {
        if (!(start instanceof MappingSettings.Start.TrimHorizon)) {
            open.addAll(partitions);
            consumer.pause(partitions);
        }
    }

    void remove(Collection<TopicPartition> partitions) {
        open.removeAll(partitions);
    }

    boolean isOpen(TopicPartition partition) {
        return open.contains(partition);
    }

    /** Outside of the rebalance, where a failing request to the broker would break the poll. */
    void settle() {
        if (open.isEmpty()) {
            return;
        }
        var missing = new HashSet<TopicPartition>();
        consumer.committed(open).forEach((partition, offset) -> {
            if (offset == null) {
                missing.add(partition);
            }
        });
        if (!missing.isEmpty()) {
            var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
            beginnings(missing).forEach((partition, offset) -> {
                consumer.seek(partition, offset);
                offsets.put(partition, new OffsetAndMetadata(offset));
            });
            consumer.commitSync(offsets);
        }
        consumer.resume(open);
        open.clear();
    }

    private Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
        var offsets = new HashMap<>(consumer.endOffsets(partitions));
        if (start instanceof MappingSettings.Start.AtTimestamp(var time)) {
            var times = new HashMap<TopicPartition, Long>();
            partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
            consumer.offsetsForTimes(times).forEach((partition, found) -> {
                if (found != null) {
                    offsets.put(partition, found.offset());
                }
            });
        }
        return offsets;
    }
}
