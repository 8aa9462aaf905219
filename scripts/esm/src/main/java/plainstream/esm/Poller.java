package plainstream.esm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One consumer of a mapping's group: fills a batch, has it delivered, commits, and so on.
 *
 * <p>While a batch is on its way, all partitions are paused and the consumer is polled all the same, so that it stays in its
 * group however long the retries take, and learns of rebalances. All of it runs on the thread that owns the consumer.
 */
final class Poller implements Runnable, ConsumerRebalanceListener {
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final long BUSY_POLL_MS = 50;
    private static final long ERROR_PAUSE_MS = 500;
    private static final long REVOKE_LIMIT_MS = 60_000;

    private final Mapping mapping;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final StartPosition startPosition;
    private final Buffer buffer;
    private final Map<TopicPartition, Long> uncommitted = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    /** How far the filters have let nothing through; it counts once all that stood before is done. */
    private final Map<TopicPartition, Long> passed = new HashMap<>();

    private Delivery delivery;
    private volatile boolean stopped;

    Poller(Mapping mapping) {
        this.mapping = mapping;
        var settings = mapping.settings();
        this.consumer = new KafkaConsumer<>(
                settings.consumer(mapping.event().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.startPosition = new StartPosition(consumer, settings.source().start());
        this.buffer = new Buffer(settings.batching());
    }

    @Override
    public void run() {
        consumer.subscribe(mapping.settings().source().topics(), this);
        while (!stopped) {
            try {
                cycle();
            } catch (InterruptException e) {
                stopped = true;
            } catch (KafkaException e) {
                mapping.log("Kafka: " + e.getMessage());
                sleep(ERROR_PAUSE_MS);
            }
        }
        close();
    }

    /** Ends after the invocation under way. */
    void stop() {
        stopped = true;
    }

    private void cycle() {
        startPosition.settle();
        notePassed();
        tryCommit();
        fill();
        var batch = buffer.take();
        if (!batch.isEmpty()) {
            deliver(batch);
        }
    }

    private void fill() {
        while (!stopped && !buffer.ready()) {
            var wait = buffer.isEmpty() ? IDLE_POLL : buffer.untilReady();
            take(consumer.poll(wait));
            notePassed();
            if (startPosition.isOpen() || !uncommitted.isEmpty()) {
                return;
            }
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        var items = new ArrayList<Item>();
        for (var record : records) {
            if (mapping.settings().filter().admits(record.value())) {
                items.add(Item.of(record));
            } else {
                passed.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
        }
        items.forEach(buffer::add);
        if (records.count() > items.size()) {
            mapping.listener().filteredOut(mapping.settings().name(), records.count() - items.size());
        }
        if (!items.isEmpty()) {
            mapping.listener().polled(mapping.settings().name(), MappingListener.Span.of(items));
        }
    }

    private void deliver(List<Item> batch) {
        delivery = new Delivery(mapping, batch);
        var end = new CompletableFuture<Void>();
        Thread.ofVirtual().name(mapping.settings().name()).start(() -> {
            try {
                delivery.run();
                end.complete(null);
            } catch (RuntimeException | Error e) {
                // A fault of ours: the batch stays uncommitted and the boundary below tells.
                end.completeExceptionally(e);
            }
        });
        try {
            keepAlive(end);
        } finally {
            note();
            rewind(batch);
            delivery = null;
            consumer.resume(consumer.assignment());
        }
    }

    private void note() {
        delivery.done().forEach((partition, offset) -> {
            if (!offset.equals(committed.get(partition))) {
                uncommitted.put(partition, offset);
            }
        });
    }

    private void notePassed() {
        passed.keySet().removeIf(partition -> {
            boolean next = !buffer.holds(partition);
            long before = uncommitted.getOrDefault(partition, committed.getOrDefault(partition, 0L));
            if (next && passed.get(partition) > before) {
                uncommitted.put(partition, passed.get(partition));
            }
            return next;
        });
    }

    // A batch that did not come to its end (a stop, or a fault of ours) is read again.
    private void rewind(List<Item> batch) {
        var done = delivery.done();
        for (var items : MskEvent.byPartition(batch).entrySet()) {
            var partition = items.getKey();
            long next = done.getOrDefault(partition, items.getValue().getFirst().offset());
            if (next <= items.getValue().getLast().offset()
                    && consumer.assignment().contains(partition)) {
                buffer.remove(Set.of(partition));
                passed.remove(partition);
                consumer.seek(partition, next);
            }
        }
    }

    private void keepAlive(CompletableFuture<Void> end) {
        while (!ended(end)) {
            if (stopped) {
                delivery.stop();
                continue;
            }
            try {
                consumer.pause(consumer.assignment());
                take(consumer.poll(Duration.ZERO));
                note();
                tryCommit();
            } catch (KafkaException e) {
                mapping.log("Kafka: " + e.getMessage());
            }
        }
    }

    private static boolean ended(CompletableFuture<Void> end) {
        try {
            end.get(BUSY_POLL_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("the delivery of a batch broke", e.getCause());
        }
    }

    // A commit that fails must not keep the loop from polling: a rebalance, for one, only ends by a poll.
    private void tryCommit() {
        try {
            commit();
        } catch (RebalanceInProgressException e) {
            // It is tried again after the next poll, unless that takes the partition away.
        } catch (KafkaException e) {
            mapping.log("Kafka: " + e.getMessage());
        }
    }

    private void commit() {
        uncommitted.keySet().retainAll(consumer.assignment());
        if (!uncommitted.isEmpty()) {
            var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
            uncommitted.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
            consumer.commitSync(offsets);
            uncommitted.forEach((partition, offset) ->
                    mapping.listener().committed(mapping.settings().name(), partition, offset, end(partition)));
            committed.putAll(uncommitted);
            uncommitted.clear();
        }
    }

    private long end(TopicPartition partition) {
        var lag = consumer.currentLag(partition);
        return lag.isPresent() ? consumer.position(partition) + lag.getAsLong() : -1;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        startPosition.add(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        leave(partitions, REVOKE_LIMIT_MS);
        try {
            commit();
        } catch (KafkaException e) {
            mapping.log("the last commit failed, the batch comes again elsewhere: " + e.getMessage());
        }
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        leave(partitions, 0);
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        uncommitted.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
        passed.keySet().removeAll(partitions);
    }

    private void leave(Collection<TopicPartition> partitions, long limitMs) {
        Set<TopicPartition> set = new HashSet<>(partitions);
        buffer.remove(set);
        startPosition.remove(set);
        if (delivery != null) {
            delivery.drop(set, limitMs);
            note();
        }
    }

    private void close() {
        try {
            commit();
        } catch (KafkaException e) {
            mapping.log("the last commit failed, the batch comes again at the next start: " + e.getMessage());
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
