package plainstream.local.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import plainstream.esm.FunctionError;
import plainstream.esm.FunctionPool;
import plainstream.esm.Invoker;

/** A function that is counted and timed on its way; it can be made to look slow once. */
final class Watched implements Invoker {
    private static final int REMEMBERED = 500;

    private final String name;
    private final FunctionPool pool;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);
    private final double[] lastMs = new double[REMEMBERED];
    private int invocations;
    private int errors;

    Watched(String name, FunctionPool pool) {
        this.name = name;
        this.pool = pool;
    }

    /** The next invocation takes so much longer. */
    void slowOnce(Duration time) {
        delay.set(time);
    }

    @Override
    public byte[] invoke(byte[] event) throws FunctionError {
        long startNs = System.nanoTime();
        busy.incrementAndGet();
        boolean good = false;
        try {
            pause(delay.getAndSet(Duration.ZERO));
            byte[] answer = pool.invoke(event);
            good = true;
            return answer;
        } finally {
            busy.decrementAndGet();
            note((System.nanoTime() - startNs) / 1e6, good);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(double ms, boolean good) {
        lastMs[invocations % REMEMBERED] = ms;
        invocations++;
        errors += good ? 0 : 1;
    }

    synchronized ObjectNode state() {
        int known = Math.min(invocations, REMEMBERED);
        double[] sorted = Arrays.copyOf(lastMs, known);
        Arrays.sort(sorted);
        var state = Feed.object().put("name", name).put("busy", busy.get() > 0);
        state.put("invocations", invocations).put("errors", errors).put("coldStarts", pool.starts());
        // Null before the first invocation: there is no such time.
        state.put("lastMs", known == 0 ? null : (Double) lastMs[(invocations - 1) % REMEMBERED]);
        state.put("p50Ms", known == 0 ? null : (Double) sorted[(known - 1) / 2]);
        return state.put("p99Ms", known == 0 ? null : (Double) sorted[(known - 1) * 99 / 100]);
    }
}
