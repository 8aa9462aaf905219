package plainstream.esm.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A process of the stack that cannot outlive it.
 *
 * <p>The command starts under a shell that first ignores SIGINT and SIGHUP (Ctrl-C goes to the whole foreground group, and
 * the order of the stop is the parent's to keep) and leaves a watcher on its standard input: at end of file, which comes
 * even when the parent was killed with SIGKILL, the watcher stops the process.
 */
public final class Child implements AutoCloseable {
    /** A child that prints this line says that it serves. */
    public static final String READY = "serves now";

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 30;
    private static final String SHELL = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            {
              cat <&3
              kill -TERM $$ || exit
              for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
                sleep 1
                kill -0 $$ || exit
              done
              kill -KILL $$
            } >/dev/null 2>&1 &
            exec "$@" 3<&-
            """;

    /**
     * What to start.
     *
     * @param name what people call it
     * @param command program and arguments
     * @param environment variables; nothing but {@code PATH}, {@code HOME} and {@code TMPDIR} is inherited
     * @param folder its working directory
     * @param lines gets each line of its standard output and error
     */
    public record Spec(
            String name, List<String> command, Map<String, String> environment, Path folder, Consumer<String> lines) {}

    private final Spec spec;
    private final Process process;
    private final Duration grace;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final Thread pump;

    private Child(Spec spec, Process process, Duration grace) {
        this.spec = spec;
        this.process = process;
        this.grace = grace;
        this.pump = Thread.ofPlatform().daemon().name(spec.name() + "-output").unstarted(this::pump);
    }

    public static Child start(Spec spec) {
        return start(spec, GRACE);
    }

    /** Starts it; {@link #close()} will give it this long to stop by itself. */
    public static Child start(Spec spec, Duration grace) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, spec.name()));
        command.addAll(spec.command());
        var builder =
                new ProcessBuilder(command).directory(spec.folder().toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(spec.environment());
        try {
            Files.createDirectories(spec.folder());
            var child = new Child(spec, builder.start(), grace);
            child.pump.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    /** Waits for the line {@link #READY}; an exit before it, or no such line in time, is an error with the last output. */
    public Child awaitReady(Duration limit) {
        try {
            ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Both become the one error below.
        }
        kill();
        throw new IllegalStateException(spec.name() + " did not start; its last output:\n" + tail());
    }

    public String name() {
        return spec.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** The last lines that it printed. */
    public synchronized String tail() {
        return String.join("\n", tail);
    }

    /** SIGTERM, and SIGKILL when the grace has passed; true if it went by itself. */
    public boolean stop(Duration grace) {
        // By its handle: Process.destroy() would close the pipe, and the last lines would be lost.
        process.toHandle().destroy();
        boolean orderly = exited(grace);
        kill();
        return orderly;
    }

    /** SIGKILL; returns when the process is gone and its output read. */
    public void kill() {
        process.toHandle().destroyForcibly();
        exited(Duration.ofSeconds(10));
        try {
            process.getOutputStream().close();
            pump.join(Duration.ofSeconds(1));
        } catch (IOException e) {
            // The pipe broke with the process: what was wanted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop(grace);
    }

    private boolean exited(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pump() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = reader.readLine()) != null; ) {
                accept(line);
            }
        } catch (IOException e) {
            accept("(output lost: " + e.getMessage() + ")");
        } finally {
            ready.completeExceptionally(new IllegalStateException("exited"));
        }
    }

    private void accept(String line) {
        if (line.equals(READY)) {
            ready.complete(null);
            return;
        }
        synchronized (this) {
            tail.addLast(line);
            if (tail.size() > TAIL_LINES) {
                tail.removeFirst();
            }
        }
        spec.lines().accept(line);
    }
}
