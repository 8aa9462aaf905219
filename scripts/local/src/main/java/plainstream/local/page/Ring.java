package plainstream.local.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The last so many events, numbered; a reader that is slower than they come misses some and is told how many. */
final class Ring {
    /**
     * One event.
     *
     * @param number counts from 1
     * @param kind its name in the stream
     * @param json its data, one line
     */
    record Event(long number, String kind, String json) {}

    /**
     * What a reader gets.
     *
     * @param missed how many had been overwritten
     * @param events the next ones; empty when the wait was in vain
     */
    record Read(long missed, List<Event> events) {}

    private static final int MOST_AT_ONCE = 256;

    private final Event[] events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private long last;
    private boolean closed;

    Ring(int size) {
        events = new Event[size];
    }

    void add(String kind, String json) {
        lock.lock();
        try {
            last++;
            events[(int) (last % events.length)] = new Event(last, kind, json);
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The events after a number, waiting for one if there is none; empty once the ring is closed. */
    Optional<Read> after(long number, long waitMs) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (last <= number && !closed && left > 0) {
                left = added.awaitNanos(left);
            }
            return closed ? Optional.empty() : Optional.of(read(number));
        } finally {
            lock.unlock();
        }
    }

    private Read read(long number) {
        long from = Math.max(number + 1, last - events.length + 1);
        var found = new ArrayList<Event>();
        for (long i = from; i <= last && found.size() < MOST_AT_ONCE; i++) {
            found.add(events[(int) (i % events.length)]);
        }
        return new Read(from - number - 1, found);
    }

    /** Ends all readers. */
    void close() {
        lock.lock();
        try {
            closed = true;
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
