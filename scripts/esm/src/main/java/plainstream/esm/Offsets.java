package plainstream.esm;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a poller's partitions have come: what is done and not committed yet, what is, and what the filters let nothing of through. */
final class Offsets {
    private final Map<TopicPartition, Long> uncommitted = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    /** It counts once all that stood before is done. */
    private final Map<TopicPartition, Long> passed = new HashMap<>();

    void done(Map<TopicPartition, Long> done) {
        done.forEach((partition, offset) -> {
            if (!offset.equals(committed.get(partition))) {
                uncommitted.put(partition, offset);
            }
        });
    }

    void pass(TopicPartition partition, long next) {
        passed.put(partition, next);
    }

    /** Takes in what was passed by, where nothing from before is left. */
    void settlePassed(Predicate<TopicPartition> isLeft) {
        passed.entrySet().removeIf(pass -> {
            boolean settled = !isLeft.test(pass.getKey());
            long before = uncommitted.getOrDefault(pass.getKey(), committed.getOrDefault(pass.getKey(), 0L));
            if (settled && pass.getValue() > before) {
                uncommitted.put(pass.getKey(), pass.getValue());
            }
            return settled;
        });
    }

    void commit(KafkaConsumer<byte[], byte[]> consumer, Mapping mapping) {
        uncommitted.keySet().retainAll(consumer.assignment());
        if (!uncommitted.isEmpty()) {
            var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
            uncommitted.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
            consumer.commitSync(offsets);
            uncommitted.forEach((partition, offset) -> mapping.listener()
                    .committed(mapping.settings().name(), partition, offset, end(consumer, partition)));
            committed.putAll(uncommitted);
            uncommitted.clear();
        }
    }

    private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        var lag = consumer.currentLag(partition);
        return lag.isPresent() ? consumer.position(partition) + lag.getAsLong() : -1;
    }

    /** What is read again was not passed by. */
    void rewind(TopicPartition partition) {
        passed.remove(partition);
    }

    void forget(Collection<TopicPartition> partitions) {
        uncommitted.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
        passed.keySet().removeAll(partitions);
    }
}
