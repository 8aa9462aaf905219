package plainstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import plainstream.esm.host.Ports;

/** The API as it ships: the built jar with its libraries, in a process of its own, with the image's JVM options. */
final class Api implements AutoCloseable {
    private static final Path JAR = Checkout.ROOT.resolve("api/target/plainstream-api-1.0.0.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final int port;
    private final Process process;
    private final Path log;

    private Api(int port, Process process, Path log) {
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /** Starts it and waits until it is ready: its topics exist, its producer knows them. */
    static Api start(String bootstrapServers, Map<String, String> settings) {
        var api = launch(bootstrapServers, settings);
        Waits.until("readiness of the API", START_LIMIT, () -> api.answers("/readiness") || api.died());
        return api;
    }

    /** Starts it and waits for nothing. */
    static Api launch(String bootstrapServers, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        int port = Ports.free();
        environment.put("PORT", String.valueOf(port));
        environment.put("HOST", "127.0.0.1");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.putIfAbsent("LOG_LEVEL", "WARNING");
        var log = Checkout.folder("api").resolve("output.log");
        var builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(log.getParent().toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Api(port, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx192m", "-jar", JAR.toString()));
        return command;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean answers(String path) {
        try (var connection = new Connection(port)) {
            return connection.send(Connection.get(path)).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end; an exit that does not come is a failure. */
    int exitCode() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the API did not stop within " + STOP_LIMIT + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean died() {
        if (process.isAlive()) {
            return false;
        }
        throw new IllegalStateException("the API ended with " + process.exitValue() + ":\n" + output());
    }
}
