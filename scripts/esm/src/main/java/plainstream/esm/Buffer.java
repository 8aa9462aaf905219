package plainstream.esm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Records on their way into a batch: full by number, by bytes, or by the time since the first one came. A partition that has a batch
 * under way is busy; its records wait here for the next one.
 */
final class Buffer {
    private static final class Queue {
        final Deque<Item> items = new ArrayDeque<>();
        final long firstNs = System.nanoTime();
        long bytes;
    }

    private final MappingSettings.Batching batching;
    private final Map<TopicPartition, Queue> queues = new LinkedHashMap<>();

    Buffer(MappingSettings.Batching batching) {
        this.batching = batching;
    }

    void add(Item item) {
        var queue = queues.computeIfAbsent(item.partition(), partition -> new Queue());
        queue.items.add(item);
        queue.bytes += item.json().length;
    }

    int size() {
        return queues.values().stream().mapToInt(queue -> queue.items.size()).sum();
    }

    long bytes() {
        return queues.values().stream().mapToLong(queue -> queue.bytes).sum();
    }

    /** Whether a batch waits, of whatever partitions. */
    boolean full() {
        int records = size();
        return records >= batching.size() || !MskEvent.fits(bytes(), records);
    }

    boolean ready(Set<TopicPartition> busy) {
        int records = 0;
        long bytes = 0;
        for (var queue : queues.entrySet()) {
            if (!busy.contains(queue.getKey())) {
                records += queue.getValue().items.size();
                bytes += queue.getValue().bytes;
            }
        }
        return records >= batching.size()
                || !MskEvent.fits(bytes, records)
                || records > 0 && untilReady(busy).isZero();
    }

    /** What is left of the window, as long as it is for the first record of all. */
    Duration untilReady(Set<TopicPartition> busy) {
        long first = System.nanoTime();
        for (var queue : queues.entrySet()) {
            long itsFirst = queue.getValue().firstNs;
            first = !busy.contains(queue.getKey()) && itsFirst - first < 0 ? itsFirst : first;
        }
        var left = batching.window().minusNanos(System.nanoTime() - first);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The next batch; it may be one record alone that fits nowhere. What is left waits no longer than it has. */
    List<Item> take(Set<TopicPartition> busy) {
        if (!ready(busy)) {
            return List.of();
        }
        var batch = new ArrayList<Item>();
        long size = 0;
        for (var queue : queues.entrySet()) {
            if (!busy.contains(queue.getKey())) {
                size = take(queue.getValue(), batch, size);
            }
        }
        queues.values().removeIf(queue -> queue.items.isEmpty());
        return batch;
    }

    private long take(Queue queue, List<Item> batch, long size) {
        while (!queue.items.isEmpty() && batch.size() < batching.size()) {
            int bytes = queue.items.element().json().length;
            if (!batch.isEmpty() && !MskEvent.fits(size + bytes, batch.size() + 1)) {
                break;
            }
            size += bytes;
            queue.bytes -= bytes;
            batch.add(queue.items.remove());
        }
        return size;
    }

    boolean holds(TopicPartition partition) {
        return queues.containsKey(partition);
    }

    void remove(Collection<TopicPartition> partitions) {
        queues.keySet().removeAll(partitions);
    }
}
