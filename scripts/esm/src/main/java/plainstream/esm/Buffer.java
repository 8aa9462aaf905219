package plainstream.esm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Records on their way into a batch: full by number, by bytes, or by the time since the first one came. */
final class Buffer {
    private final MappingSettings.Batching batching;
    private final Deque<Item> items = new ArrayDeque<>();
    private long bytes;
    private long firstNs;

    Buffer(MappingSettings.Batching batching) {
        this.batching = batching;
    }

    void add(Item item) {
        if (items.isEmpty()) {
            firstNs = System.nanoTime();
        }
        items.add(item);
        bytes += item.json().length;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean ready() {
        return !items.isEmpty()
                && (items.size() >= batching.size()
                        || !MskEvent.fits(bytes, items.size())
                        || untilReady().isZero());
    }

    /** What is left of the window. */
    Duration untilReady() {
        var left = batching.window().minusNanos(System.nanoTime() - firstNs);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The next batch; it may be one record alone that fits nowhere. What is left waits no longer than it has. */
    List<Item> take() {
        if (!ready()) {
            return List.of();
        }
        var batch = new ArrayList<Item>();
        long size = 0;
        while (!items.isEmpty() && batch.size() < batching.size()) {
            size += items.element().json().length;
            if (!batch.isEmpty() && !MskEvent.fits(size, batch.size() + 1)) {
                break;
            }
            batch.add(items.remove());
        }
        batch.forEach(item -> bytes -= item.json().length);
        return batch;
    }

    boolean holds(TopicPartition partition) {
        return items.stream().anyMatch(item -> item.partition().equals(partition));
    }

    void remove(Set<TopicPartition> partitions) {
        items.removeIf(item -> partitions.contains(item.partition()));
        bytes = items.stream().mapToLong(item -> item.json().length).sum();
    }
}
