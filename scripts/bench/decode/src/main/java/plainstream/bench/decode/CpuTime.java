package plainstream.bench.decode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counts events and the processor time that its thread spent on them; JMH reports both. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Processor time in nanoseconds. */
    public long cpuNanos;

    /** Events read. */
    public long events;

    /** JMH makes it. */
    public CpuTime() {}

    /**
     * A reader.
     *
     * @param <T> what it gives
     */
    interface Reader<T> {
        T read() throws IOException;
    }

    /** Each iteration counts from zero. */
    @Setup(Level.Iteration)
    public void clear() {
        cpuNanos = 0;
        events = 0;
    }

    <T> T of(Reader<T> reader) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        T result = reader.read();
        cpuNanos += THREADS.getCurrentThreadCpuTime() - start;
        events++;
        return result;
    }
}
