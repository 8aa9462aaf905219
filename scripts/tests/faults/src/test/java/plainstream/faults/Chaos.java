package plainstream.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import plainstream.esm.FunctionError;
import plainstream.kit.Event;
import plainstream.kit.Waits;

/**
 * One poller that delivers everything, in each partition's order, and nothing only once: batches come whole again, overlap,
 * are out of date, and their function is killed in the middle.
 */
final class Chaos implements Runnable {
    private static final int MOST_FAILURES = 2_000;
    private static final int KILL_PERCENT = 6;
    private static final int BACKWARD_PERCENT = 25;
    private static final int LONGEST_STEP = 150;

    private final EventsFunction function;
    private final Map<String, List<Event>> partitions;
    private final Random random;
    private final Map<String, Integer> positions = new HashMap<>();
    private final AtomicInteger invocations = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();

    Chaos(EventsFunction function, Map<String, List<Event>> partitions, Random random) {
        this.function = function;
        this.partitions = partitions;
        this.random = random;
    }

    int invocations() {
        return invocations.get();
    }

    /** Records handed over, each as often as it was. */
    int delivered() {
        return delivered.get();
    }

    int kills() {
        return kills.get();
    }

    int failures() {
        return failures.get();
    }

    @Override
    public void run() {
        while (!isDone()) {
            Map<String, Integer> ends = new HashMap<>();
            var batch = new ArrayList<Event>();
            partitions.forEach((name, records) -> batch.addAll(slice(name, records, ends)));
            deliver(batch, ends);
            if (failures.get() > MOST_FAILURES) {
                throw new AssertionError("no end after " + failures + " failures");
            }
        }
    }

    private boolean isDone() {
        return partitions.entrySet().stream()
                .allMatch(partition ->
                        position(partition.getKey()) >= partition.getValue().size());
    }

    private int position(String partition) {
        return positions.getOrDefault(partition, 0);
    }

    /** From the position on, or from before it; never from beyond: Kafka skips nothing. */
    private List<Event> slice(String name, List<Event> records, Map<String, Integer> ends) {
        boolean back = random.nextInt(100) < BACKWARD_PERCENT;
        int from = Math.max(0, position(name) - (back ? random.nextInt(LONGEST_STEP) : 0));
        int to = Math.min(records.size(), from + random.nextInt(LONGEST_STEP));
        ends.put(name, to);
        return records.subList(from, to);
    }

    private void deliver(List<Event> batch, Map<String, Integer> ends) {
        if (random.nextInt(100) < KILL_PERCENT) {
            var wait = Duration.ofMillis(random.nextInt(300));
            Thread.startVirtualThread(() -> {
                Waits.pause(wait);
                kills.incrementAndGet();
                function.kill();
            });
        }
        try {
            invocations.incrementAndGet();
            delivered.addAndGet(batch.size());
            var failed = function.invoke(batch);
            ends.forEach((name, end) ->
                    positions.merge(name, (int) Math.min(end, failed.getOrDefault(name, Long.MAX_VALUE)), Math::max));
            failures.addAndGet(failed.isEmpty() ? 0 : 1);
        } catch (FunctionError e) {
            failures.incrementAndGet();
        }
    }
}
