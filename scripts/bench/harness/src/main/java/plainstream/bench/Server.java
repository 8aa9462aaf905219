package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import plainstream.esm.host.Ports;

/** A process under measurement. It ends with this one at the latest. */
final class Server implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int TAIL_BYTES = 4096;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path log;
    private final int port;
    private final long startedAt;

    private Server(Process process, Path log, int port, long startedAt) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.startedAt = startedAt;
    }

    /** Starts a contender on a free port, its output in a file of this folder. */
    static Server start(Contender contender, String bootstrapServers, Path logs) {
        int port = Ports.free();
        var builder = new ProcessBuilder(contender.command()).redirectErrorStream(true);
        builder.environment().putAll(contender.environment());
        builder.environment().putAll(Map.of("HOST", "127.0.0.1", "PORT", String.valueOf(port)));
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        try {
            var log = logs.resolve(contender.name().replaceAll("[^A-Za-z0-9]+", "-") + ".log");
            builder.redirectOutput(log.toFile());
            long startedAt = System.nanoTime();
            var process = builder.start();
            RUNNING.add(process);
            return new Server(process, log, port, startedAt);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + contender.name(), e);
        }
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks until the answer is 200; returns the time since the process was started. */
    Duration await(String path, Duration limit) {
        while (Probe.status(port, path) != 200) {
            if (!process.isAlive() || sinceStart().compareTo(limit) > 0) {
                throw new IllegalStateException("no 200 from " + path + ":\n" + output());
            }
            pause();
        }
        return sinceStart();
    }

    /** Resident memory in bytes. */
    long residentBytes() {
        return Memory.residentBytes(process.pid());
    }

    /** What its live Java objects take, in bytes. */
    long liveBytes() {
        return Memory.liveBytes(process.pid());
    }

    /** The end of what it printed. */
    String output() {
        try (var file = FileChannel.open(log)) {
            file.position(Math.max(0, file.size() - TAIL_BYTES));
            return new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private static void pause() {
        try {
            TimeUnit.MICROSECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting", e);
        }
    }
}
