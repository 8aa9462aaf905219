package plainstream.esm;

import java.time.Duration;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** A function with as many environments as it may have at once; further ones start when all are busy. */
public final class FunctionPool implements Invoker, AutoCloseable {
    private final FunctionSpec spec;
    private final Duration timeout;
    private final Semaphore permits;
    private final Deque<FunctionProcess> idle = new ConcurrentLinkedDeque<>();
    private final Queue<FunctionProcess> all = new ConcurrentLinkedQueue<>();

    public FunctionPool(FunctionSpec spec, Duration timeout, int concurrency) {
        this.spec = spec;
        this.timeout = timeout;
        this.permits = new Semaphore(concurrency, true);
        idle.add(add());
    }

    @Override
    public byte[] invoke(byte[] event) throws FunctionError {
        permits.acquireUninterruptibly();
        FunctionProcess last = idle.pollFirst();
        FunctionProcess process = last == null ? add() : last;
        try {
            return process.invoke(event, timeout);
        } finally {
            idle.addFirst(process);
            permits.release();
        }
    }

    public String name() {
        return spec.name();
    }

    public String arn() {
        return spec.arn();
    }

    /** How many environments were started so far; each begins with a cold start. */
    public int starts() {
        return all.stream().mapToInt(FunctionProcess::starts).sum();
    }

    public long pid() {
        return all.element().pid();
    }

    /** SIGKILL for every environment; the next event starts a new one. */
    public void kill() {
        all.forEach(FunctionProcess::kill);
    }

    @Override
    public void close() {
        all.forEach(FunctionProcess::close);
    }

    private FunctionProcess add() {
        var process = FunctionProcess.start(spec);
        all.add(process);
        return process;
    }
}
