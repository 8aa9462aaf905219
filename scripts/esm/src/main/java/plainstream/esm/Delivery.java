package plainstream.esm;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import plainstream.esm.MappingListener.Span;

/**
 * One batch on its way to the function, until each of its records is processed or given up.
 *
 * <p>The batch is one lane of chunks at first. Halving puts two chunks, in order, into the lane; a partial batch response makes a
 * lane of each partition that has records left, so that one partition's trouble does not hold up another's. A partition's
 * records never are in two lanes: their order stays.
 */
final class Delivery implements Runnable {
    private static final AtomicLong BATCHES = new AtomicLong();

    private final Mapping mapping;
    private final long batch = BATCHES.incrementAndGet();
    private final Deque<Deque<Chunk>> lanes = new ArrayDeque<>();
    private final Map<TopicPartition, Long> done = new ConcurrentHashMap<>();
    private final Set<TopicPartition> dropped = ConcurrentHashMap.newKeySet();
    private final ReentrantLock attempt = new ReentrantLock(true);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final OnFailure onFailure;

    Delivery(Mapping mapping, List<Item> batch) {
        this.mapping = mapping;
        this.onFailure = new OnFailure(mapping, stop);
        lanes.add(new ArrayDeque<>(List.of(new Chunk(List.copyOf(batch), 0, 0))));
    }

    @Override
    public void run() {
        try {
            while (!lanes.isEmpty() && !stopped()) {
                Deque<Chunk> lane = lanes.remove();
                step(lane);
                if (!lane.isEmpty()) {
                    lanes.add(lane);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Per partition the offset after the last record that is processed or given up. */
    Map<TopicPartition, Long> done() {
        return new HashMap<>(done);
    }

    /** Another poller gets these partitions: forgets their records once the invocation under way has ended. */
    void drop(Set<TopicPartition> partitions, long limitMs) {
        dropped.addAll(partitions);
        try {
            if (attempt.tryLock(limitMs, TimeUnit.MILLISECONDS)) {
                attempt.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the invocation under way; what is left is not done. */
    void stop() {
        stop.countDown();
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void step(Deque<Chunk> lane) throws InterruptedException {
        var chunk = lane.remove();
        int troubles = chunk.failures() + chunk.throttles();
        if (troubles > 0) {
            var pause = mapping.settings().retry().pause(troubles);
            if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        attempt.lock();
        try {
            var items = unexpired(without(chunk.items(), item -> dropped.contains(item.partition())), chunk);
            if (!items.isEmpty()) {
                deliver(lane, chunk.part(items));
            }
        } finally {
            attempt.unlock();
        }
    }

    private List<Item> unexpired(List<Item> items, Chunk chunk) throws InterruptedException {
        var age = mapping.settings().retry().maximumAge();
        if (age.isZero()) {
            return items;
        }
        long oldest = Instant.now().minus(age).toEpochMilli();
        var expired = without(items, item -> item.record().timestamp() >= oldest);
        if (!expired.isEmpty()) {
            giveUp(expired, new FailureMessage("RecordAgeExceeded", chunk.invocations(), chunk.failures() > 0));
        }
        return without(items, item -> item.record().timestamp() < oldest);
    }

    private void deliver(Deque<Chunk> lane, Chunk chunk) throws InterruptedException {
        byte[] event = mapping.event().encode(chunk.items());
        if (event.length > RuntimeApi.PAYLOAD_LIMIT) {
            if (chunk.items().size() > 1) {
                halve(lane, chunk);
            } else {
                giveUp(chunk.items(), new FailureMessage("MaximumPayloadSizeExceeded", 0, false));
            }
            return;
        }
        var attempt = new MappingListener.Attempt(
                mapping.settings().name(), batch, chunk.invocations() + 1, event.length, Span.of(chunk.items()));
        mapping.listener().invoked(attempt);
        try {
            byte[] answer = mapping.function().invoke(event);
            answered(lane, chunk, attempt, answer);
        } catch (FunctionError e) {
            mapping.listener().answered(attempt, e.type() + ": " + e.getMessage(), Map.of());
            if (e.type().equals(FunctionError.GIVEN_UP)) {
                giveUp(chunk.items(), new FailureMessage("RetryAttemptsExhausted", chunk.invocations(), false));
            } else if (e.isThrottle()) {
                mapping.log("the function is throttled, which costs no attempt: " + e.getMessage());
                lane.addFirst(chunk.throttled());
            } else {
                failed(lane, chunk.failed(), e.type() + ": " + e.getMessage());
            }
        }
    }

    private void answered(Deque<Chunk> lane, Chunk chunk, MappingListener.Attempt attempt, byte[] answer)
            throws InterruptedException {
        var response = mapping.settings().partialBatchResponse()
                ? BatchResponse.parse(answer, chunk.items())
                : new BatchResponse.Success();
        mapping.listener().answered(attempt, response.failure(), response.lowest());
        switch (response) {
            case BatchResponse.Success() -> done(chunk.items());
            case BatchResponse.Failure(String reason) -> failed(lane, chunk.failed(), reason);
            case BatchResponse.Partial(var lowest) -> partial(lane, chunk, lowest);
        }
    }

    private void failed(Deque<Chunk> lane, Chunk chunk, String reason) throws InterruptedException {
        mapping.log("%d records failed, attempt %d: %s".formatted(chunk.items().size(), chunk.failures(), reason));
        if (mapping.settings().retry().bisect() && chunk.items().size() > 1) {
            // AWS does not count a split as a retry.
            halve(lane, new Chunk(chunk.items(), chunk.invocations(), chunk.failures() - 1));
        } else if (mapping.exhausted(chunk.failures())) {
            giveUp(chunk.items(), new FailureMessage("RetryAttemptsExhausted", chunk.invocations(), true));
        } else {
            lane.addFirst(chunk);
        }
    }

    private static void halve(Deque<Chunk> lane, Chunk chunk) {
        int middle = chunk.items().size() / 2;
        lane.addFirst(chunk.part(chunk.items().subList(middle, chunk.items().size())));
        lane.addFirst(chunk.part(chunk.items().subList(0, middle)));
    }

    private void partial(Deque<Chunk> lane, Chunk chunk, Map<TopicPartition, Long> lowest) throws InterruptedException {
        var rests = new ArrayList<Chunk>();
        for (var partition : MskEvent.byPartition(chunk.items()).entrySet()) {
            long from = lowest.getOrDefault(partition.getKey(), Long.MAX_VALUE);
            var before = without(partition.getValue(), item -> item.offset() >= from);
            var rest = without(partition.getValue(), item -> item.offset() < from);
            done(before);
            if (!rest.isEmpty()) {
                // A rest that is shorter than before has not failed yet in front of its first record.
                int failures = before.isEmpty() ? chunk.failures() + 1 : 1;
                rests.add(new Chunk(rest, chunk.invocations() + 1, failures));
            }
        }
        for (Chunk rest : rests.reversed()) {
            again(lane, rest);
        }
    }

    private void again(Deque<Chunk> lane, Chunk rest) throws InterruptedException {
        mapping.log("%s from offset %d on comes again, attempt %d"
                .formatted(
                        rest.items().getFirst().partition(),
                        rest.items().getFirst().offset(),
                        rest.failures()));
        if (mapping.exhausted(rest.failures())) {
            giveUp(rest.items(), new FailureMessage("RetryAttemptsExhausted", rest.invocations(), false));
        } else if (lane.isEmpty()) {
            lanes.add(new ArrayDeque<>(List.of(rest)));
        } else {
            lane.addFirst(rest);
        }
    }

    private void giveUp(List<Item> items, FailureMessage message) throws InterruptedException {
        if (onFailure.take(items, message)) {
            done(items);
        }
    }

    private void done(List<Item> items) {
        MskEvent.byPartition(items)
                .forEach((partition, list) ->
                        done.merge(partition, list.getLast().offset() + 1, Math::max));
    }

    private static List<Item> without(List<Item> items, Predicate<Item> unwanted) {
        return items.stream().filter(unwanted.negate()).toList();
    }
}
