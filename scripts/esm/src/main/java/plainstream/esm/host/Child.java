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
 * <p>A shell becomes the command. Before, it ignores SIGINT and SIGHUP (Ctrl-C goes to the whole foreground group, and the order of
 * the stop is the parent's to keep) and waits for a line: until the {@link Watcher} knows the child, the end of that pipe ends it.
 */
public final class Child implements AutoCloseable {
    /** A child that prints this line says that it serves. */
    public static final String READY = "serves now";

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 30;
    private static final String SHELL = """
            trap '' INT HUP
            read -r _ || exit
            exec "$@" </dev/null
            """;

    /**
     * What to start.
     *
     * @param name what people call it
     * @param command program and arguments
     * @param environment variables; of the parent's it inherits {@link #INHERITED} alone
     * @param folder its working directory
     * @param lines gets each line of its standard output and error
     */
    public record Spec(
            String name, List<String> command, Map<String, String> environment, Path folder, Consumer<String> lines) {}

    /** Where programs, home and temporary files are; and the locale, in which a Java process reads the names of files. */
    public static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE");

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
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(spec.environment());
        try {
            Files.createDirectories(spec.folder());
            var child = Children.add(() -> new Child(spec, builder.start(), grace).read(), spec.name());
            child.go();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    // Before it is known to be running: whoever stops it waits for its last lines.
    private Child read() {
        pump.start();
        return this;
    }

    private void go() {
        process.onExit().thenRun(() -> Children.remove(this));
        try (var in = process.getOutputStream()) {
            in.write('\n');
        } catch (IOException e) {
            // It was stopped meanwhile; it is a child that has ended, like any other.
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
        askToStop();
        boolean orderly = exited(grace);
        kill();
        return orderly;
    }

    // By its handle: Process.destroy() would close the pipe, and the last lines would be lost.
    void askToStop() {
        process.toHandle().destroy();
    }

    /** SIGKILL; returns when the process is gone and its output read. */
    public void kill() {
        process.toHandle().destroyForcibly();
        exited(Duration.ofSeconds(10));
        Children.remove(this);
        try {
            pump.join(Duration.ofSeconds(1));
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
