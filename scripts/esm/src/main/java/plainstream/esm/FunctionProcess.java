package plainstream.esm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import plainstream.esm.host.Child;

/**
 * One execution environment of a Lambda function: a process of its own that takes one event at a time.
 *
 * <p>An invocation that runs out of time kills the process, as Lambda does; the next one finds a new process.
 */
public final class FunctionProcess implements AutoCloseable {
    // Lambda allows 10 s; a laptop with everything starting at once gets more.
    private static final Duration INIT_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final FunctionSpec spec;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicInteger starts = new AtomicInteger();
    private volatile Child child;
    private volatile RuntimeApi api;

    private FunctionProcess(FunctionSpec spec) {
        this.spec = spec;
    }

    /**
     * Starts a function's process and returns at once; its initialization goes on meanwhile.
     *
     * @param spec the function
     * @return the environment
     */
    public static FunctionProcess start(FunctionSpec spec) {
        var function = new FunctionProcess(spec);
        function.launch();
        return function;
    }

    /**
     * Starts a Java function's process and returns at once.
     *
     * @param handler the class of a {@code RequestStreamHandler}
     * @param classPath jars, folders of classes, or {@code folder/*}
     * @param environment its variables
     * @param lines gets each line that it prints
     * @return the environment
     */
    public static FunctionProcess start(
            String handler, List<Path> classPath, Map<String, String> environment, Consumer<String> lines) {
        String name = handler.substring(handler.lastIndexOf('.') + 1).replaceFirst("::.*", "");
        return start(FunctionSpec.java(name, handler, classPath, environment, lines));
    }

    /**
     * Gives the function one event and waits for its answer; callers queue up.
     *
     * @param event the payload, at most 6 MB
     * @param timeout from the hand-over of the event to the answer
     * @return the function's answer
     * @throws FunctionError when the function failed, exited, or ran out of time
     */
    public byte[] invoke(byte[] event, Duration timeout) throws FunctionError {
        turn.lock();
        try {
            if (!child.isAlive()) {
                restart();
            }
            api.awaitInitialized(INIT_LIMIT);
            return api.invoke(event, timeout);
        } catch (FunctionError e) {
            if (e.type().equals("Sandbox.Timedout")) {
                kill();
            }
            throw e;
        } finally {
            turn.unlock();
        }
    }

    /**
     * The function's process.
     *
     * @return its id; another one after a restart
     */
    public long pid() {
        return child.pid();
    }

    /** SIGKILL; an invocation under way fails with {@code Runtime.ExitError}, the next one finds a new process. */
    public void kill() {
        child.kill();
    }

    /** Replaces the process by a new one. */
    public void restart() {
        close();
        launch();
    }

    @Override
    public void close() {
        child.stop(STOP_GRACE);
        api.close();
    }

    int starts() {
        return starts.get();
    }

    private void launch() {
        starts.incrementAndGet();
        var runtime = RuntimeApi.start(spec.arn());
        var environment = new HashMap<>(spec.environment());
        environment.putAll(spec.reserved(runtime.address()));
        var started = Child.start(new Child.Spec(
                spec.name(), spec.command(), environment, Path.of("").toAbsolutePath(), spec.lines()));
        started.onExit()
                .thenAccept(process -> runtime.exited(
                        "Runtime exited with status " + process.exitValue() + "; its last output:\n" + started.tail()));
        api = runtime;
        child = started;
    }
}
