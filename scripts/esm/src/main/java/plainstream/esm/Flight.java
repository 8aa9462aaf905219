package plainstream.esm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A batch under way on a thread of its own. All but that thread's work is done by the poller that launched it. */
final class Flight {
    private final Delivery delivery;
    private final Map<TopicPartition, List<Item>> items;
    private final Set<TopicPartition> dropped = new HashSet<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Flight(Mapping mapping, List<Item> batch, Runnable landed) {
        this.delivery = new Delivery(mapping, batch);
        this.items = MskEvent.byPartition(batch);
        Thread.ofVirtual().name(mapping.settings().name()).start(() -> {
            try {
                delivery.run();
                end.complete(null);
            } catch (RuntimeException | Error e) {
                // A fault of ours: the batch stays uncommitted and the poller tells.
                end.completeExceptionally(e);
            } finally {
                landed.run();
            }
        });
    }

    int records() {
        return items.values().stream().mapToInt(List::size).sum();
    }

    Set<TopicPartition> partitions() {
        return items.keySet();
    }

    boolean isOver() {
        return end.isDone();
    }

    /** How far it has come, in what the poller still has. */
    Map<TopicPartition, Long> done() {
        var done = delivery.done();
        done.keySet().removeAll(dropped);
        return done;
    }

    /** Where to read again what did not come to its end: after a stop, or a fault of ours. */
    Map<TopicPartition, Long> unfinished() {
        var done = delivery.done();
        var unfinished = new HashMap<TopicPartition, Long>();
        items.forEach((partition, list) -> {
            long next = done.getOrDefault(partition, list.getFirst().offset());
            if (next <= list.getLast().offset() && !dropped.contains(partition)) {
                unfinished.put(partition, next);
            }
        });
        return unfinished;
    }

    void drop(Set<TopicPartition> partitions, long limitMs) {
        var ours = new HashSet<>(partitions);
        ours.retainAll(items.keySet());
        if (!ours.isEmpty() && !isOver()) {
            delivery.drop(ours, limitMs);
        }
    }

    /** Another poller has these now; what becomes of them here counts no more. */
    void forget(Set<TopicPartition> partitions) {
        dropped.addAll(partitions);
    }

    void stop() {
        delivery.stop();
    }

    /**
     * Tells of a fault of ours.
     *
     * @throws KafkaException as of something that the poller survives
     */
    void check() {
        try {
            end.join();
        } catch (CompletionException e) {
            throw new KafkaException("the delivery of a batch broke", e.getCause());
        }
    }
}
