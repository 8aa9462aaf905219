package plainstream.api.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import plainstream.api.json.Json;
import plainstream.api.time.Pause;

/**
 * Lines on their way to standard output. Adding one never waits for whoever reads them: a thread of its own writes, many lines at a time; when
 * the reader is too slow, lines are dropped and their number is told.
 */
public final class LineBuffer {
    private static final int MAX_BYTES = 4 << 20;
    /** How long lines gather before the next write: one wake-up for hundreds of lines under load. */
    private static final Duration GATHER = Duration.ofMillis(3);

    private static final String TOO_SLOW = "log lines dropped, standard output is read too slowly";

    private final OutputStream out;
    private final ReentrantLock adding = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread writer;
    private ByteArrayOutputStream pending = new ByteArrayOutputStream(1 << 16);
    private ByteArrayOutputStream spare = new ByteArrayOutputStream(1 << 16);
    private long dropped;

    public LineBuffer(OutputStream out) {
        this.out = out;
        this.writer = Thread.ofPlatform().daemon().name("lines").unstarted(this::writeForever);
    }

    public void start() {
        writer.start();
    }

    public void add(Json line) {
        boolean first;
        adding.lock();
        try {
            first = pending.size() == 0;
            if (pending.size() + line.length() < MAX_BYTES) {
                line.appendTo(pending);
                pending.write('\n');
            } else {
                dropped++;
            }
        } finally {
            adding.unlock();
        }
        if (first) {
            LockSupport.unpark(writer);
        }
    }

    /** Writes what has been added so far. */
    public void flush() {
        writing.lock();
        try {
            ByteArrayOutputStream full = swap();
            full.writeTo(out);
            out.flush();
            full.reset();
        } catch (IOException e) {
            // Nobody reads standard output any more, and there is nowhere else to say so.
        } finally {
            writing.unlock();
        }
    }

    private ByteArrayOutputStream swap() {
        adding.lock();
        try {
            if (dropped > 0) {
                Logs.line(Instant.now(), "WARNING", LineBuffer.class.getName(), TOO_SLOW)
                        .member("lines", dropped)
                        .close('}')
                        .appendTo(pending);
                pending.write('\n');
                dropped = 0;
            }
            ByteArrayOutputStream full = pending;
            pending = spare;
            spare = full;
            return full;
        } finally {
            adding.unlock();
        }
    }

    private boolean isEmpty() {
        adding.lock();
        try {
            return pending.size() == 0;
        } finally {
            adding.unlock();
        }
    }

    private void writeForever() {
        while (true) {
            if (isEmpty()) {
                LockSupport.park(this);
            }
            flush();
            // Slept and not parked: each line that is added wakes a parked writer, which would then write it alone.
            Pause.of(GATHER);
        }
    }
}
