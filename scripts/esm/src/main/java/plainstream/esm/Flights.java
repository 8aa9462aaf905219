package plainstream.esm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** The batches that one poller has under way, at most {@link Pollers#INVOCATIONS}, no two of them with the same partition. */
final class Flights {
    private static final long BUSY_WAIT_MS = 50;

    private final Mapping mapping;
    private final List<Flight> flights = new ArrayList<>();
    private final Semaphore landed = new Semaphore(0);

    Flights(Mapping mapping) {
        this.mapping = mapping;
    }

    boolean isEmpty() {
        return flights.isEmpty();
    }

    boolean isFull() {
        return flights.size() == Pollers.INVOCATIONS;
    }

    int records() {
        return flights.stream().mapToInt(Flight::records).sum();
    }

    /** The partitions of which a batch is under way: no other of theirs may be. */
    Set<TopicPartition> busy() {
        var busy = new HashSet<TopicPartition>();
        flights.forEach(flight -> busy.addAll(flight.partitions()));
        return busy;
    }

    void launchFrom(Buffer buffer) {
        while (!isFull()) {
            var batch = buffer.take(busy());
            if (batch.isEmpty()) {
                return;
            }
            flights.add(new Flight(mapping, batch, landed::release));
        }
    }

    /** Says of all how far they have come. */
    void tell(Offsets offsets) {
        flights.forEach(flight -> offsets.done(flight.done()));
    }

    /** Those that are over, and are under way no more. */
    List<Flight> takeOver() {
        landed.drainPermits();
        var over = flights.stream().filter(Flight::isOver).toList();
        flights.removeAll(over);
        return over;
    }

    /** Waits a moment for one to end. */
    void await() {
        try {
            landed.tryAcquire(BUSY_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    void stop() {
        flights.forEach(Flight::stop);
    }

    /** Lets these partitions end what they have begun, within a time for all of them. */
    void drop(Collection<TopicPartition> partitions, long limitMs) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        for (Flight flight : flights) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
            flight.drop(Set.copyOf(partitions), Math.max(0, leftMs));
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        flights.forEach(flight -> flight.forget(Set.copyOf(partitions)));
    }
}
