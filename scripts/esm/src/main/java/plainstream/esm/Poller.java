package plainstream.esm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One consumer of a mapping's group: fills batches, has up to five of them delivered side by side, commits, and so on.
 *
 * <p>While a batch is on its way, the next one is read, and no more of its partitions. The consumer is polled all the same, so that it
 * stays in its group however long the retries take, and learns of rebalances. All but the deliveries runs on the thread that owns the consumer.
 */
final class Poller implements Runnable, ConsumerRebalanceListener {
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    /** With a batch under way: soon enough to see it end. */
    private static final Duration FLYING_POLL = Duration.ofMillis(5);

    private static final long ERROR_PAUSE_MS = 500;
    private static final long REVOKE_LIMIT_MS = 60_000;
    /** What waits for a busy partition is bounded as what is on its way. */
    private static final long MOST_BUFFERED = (long) Pollers.INVOCATIONS * RuntimeApi.PAYLOAD_LIMIT;

    private final Mapping mapping;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final StartPosition startPosition;
    private final ItemWriter writer = new ItemWriter();
    private final Buffer buffer;
    private final Throughput throughput;
    private final Offsets offsets = new Offsets();
    private final Flights flights;
    private final Lag lag;

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
        this.throughput = new Throughput(settings.source().pollers().bytesPerSecond(), System::nanoTime);
        this.flights = new Flights(mapping);
        this.lag = new Lag(consumer, settings.source().pollers().interval());
    }

    @Override
    public void run() {
        consumer.subscribe(mapping.settings().source().topics(), this);
        while (!stopped || !flights.isEmpty()) {
            try {
                cycle();
            } catch (InterruptException e) {
                break;
            } catch (KafkaException e) {
                mapping.log("Kafka: " + e.getMessage());
                sleep(ERROR_PAUSE_MS);
            }
        }
        close();
    }

    /** Ends after the invocations under way. */
    void stop() {
        stopped = true;
    }

    Lag lag() {
        return lag;
    }

    private void cycle() {
        startPosition.settle();
        land();
        if (stopped) {
            flights.stop();
        } else {
            flights.launchFrom(buffer);
        }
        // The function has its next batch by now, and need not wait for the broker's word.
        tryCommit();
        lag.look(buffer.size() + flights.records());
        poll();
    }

    private void land() {
        flights.tell(offsets);
        var over = flights.takeOver();
        over.forEach(this::rewind);
        offsets.settlePassed(
                partition -> buffer.holds(partition) || flights.busy().contains(partition));
        over.forEach(Flight::check);
    }

    private void rewind(Flight flight) {
        offsets.done(flight.done());
        flight.unfinished().forEach((partition, offset) -> {
            if (consumer.assignment().contains(partition)) {
                buffer.remove(Set.of(partition));
                offsets.rewind(partition);
                consumer.seek(partition, offset);
            }
        });
    }

    private void poll() {
        var closed = closed();
        consumer.pause(closed);
        consumer.resume(consumer.assignment().stream()
                .filter(partition -> !closed.contains(partition))
                .toList());
        if (!flights.isEmpty() && closed.size() == consumer.assignment().size()) {
            flights.await();
            take(consumer.poll(Duration.ZERO));
        } else {
            take(consumer.poll(untilNext()));
        }
    }

    /**
     * What must not be read now: nothing at all when there is enough, and of a partition that has a batch under way no more than the next
     * batch, lest it keep others from being read.
     */
    private Set<TopicPartition> closed() {
        var assigned = consumer.assignment();
        boolean enough = stopped
                || flights.isFull()
                || buffer.bytes() >= MOST_BUFFERED
                || !throughput.untilOpen().isZero();
        var closed = new HashSet<>(assigned);
        if (!enough) {
            var busy = buffer.full() ? flights.busy() : Set.<TopicPartition>of();
            closed.removeIf(partition -> !busy.contains(partition) && !startPosition.isOpen(partition));
        }
        return closed;
    }

    private Duration untilNext() {
        var wait = flights.isEmpty() ? IDLE_POLL : FLYING_POLL;
        var untilOpen = throughput.untilOpen();
        if (!untilOpen.isZero()) {
            wait = shorter(wait, untilOpen);
        }
        return buffer.size() == 0 ? wait : shorter(wait, buffer.untilReady(flights.busy()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        var items = new ArrayList<Item>(records.count());
        long bytes = 0;
        for (var partition : records.partitions()) {
            for (var record : records.records(partition)) {
                bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                if (mapping.settings().filter().admits(record.value())) {
                    items.add(writer.write(partition, record));
                } else {
                    offsets.pass(partition, record.offset() + 1);
                }
            }
        }
        throughput.took(bytes);
        items.forEach(buffer::add);
        tell(items, records.count() - items.size());
    }

    private void tell(List<Item> items, int filteredOut) {
        String name = mapping.settings().name();
        if (filteredOut > 0) {
            mapping.listener().filteredOut(name, filteredOut);
        }
        if (!items.isEmpty()) {
            mapping.listener().polled(name, MappingListener.Span.of(items));
        }
    }

    // A commit that fails must not keep the loop from polling: a rebalance, for one, only ends by a poll.
    private void tryCommit() {
        try {
            offsets.commit(consumer, mapping);
        } catch (RebalanceInProgressException e) {
            // It is tried again after the next poll, unless that takes the partition away.
        } catch (KafkaException e) {
            mapping.log("Kafka: " + e.getMessage());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        startPosition.add(partitions);
        lag.changed();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        leave(partitions, REVOKE_LIMIT_MS);
        try {
            offsets.commit(consumer, mapping);
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

    private void leave(Collection<TopicPartition> partitions, long limitMs) {
        buffer.remove(partitions);
        startPosition.remove(partitions);
        flights.drop(partitions, limitMs);
        flights.tell(offsets);
    }

    private void forget(Collection<TopicPartition> partitions) {
        flights.forget(partitions);
        offsets.forget(partitions);
        lag.changed();
    }

    private void close() {
        try {
            offsets.commit(consumer, mapping);
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
