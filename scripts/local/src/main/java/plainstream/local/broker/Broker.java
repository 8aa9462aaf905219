package plainstream.local.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import plainstream.esm.host.Child;
import plainstream.esm.host.Ports;
import plainstream.local.server.Server;

/**
 * A real Kafka broker (KRaft, one node in both roles) in a process of its own, on 127.0.0.1 only.
 *
 * <p>Its data outlives {@link #kill()}, {@link #stop()} and {@link #restart()}, and a later start on the same folder.
 */
public final class Broker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final List<String> OPTIONS = List.of("-Xms64m", "-Xmx64m", "-XX:TieredStopAtLevel=4");

    private final Path dataFolder;
    private final int port;
    private final int controllerPort = Ports.free();
    private final Consumer<String> lines;
    private final Consumer<Child> onDeath;
    private volatile boolean wanted;
    private Child child;

    private Broker(Path dataFolder, int port, Consumer<String> lines, Consumer<Child> onDeath) {
        this.dataFolder = dataFolder.toAbsolutePath();
        this.port = port;
        this.lines = lines;
        this.onDeath = onDeath;
    }

    /**
     * Starts a broker on a free port; returns when it answers.
     *
     * @param dataFolder made if absent; data that it holds is kept and served
     * @return the running broker
     * @throws IllegalStateException when it does not answer within 60 s, with its last output
     */
    public static Broker start(Path dataFolder) {
        return start(dataFolder, Ports.free());
    }

    /**
     * Starts a broker; returns when it answers.
     *
     * @param dataFolder made if absent; data that it holds is kept and served
     * @param port on 127.0.0.1
     * @return the running broker
     * @throws IllegalStateException when it does not answer within 60 s, with its last output
     */
    public static Broker start(Path dataFolder, int port) {
        return start(dataFolder, port, line -> {}, dead -> {});
    }

    /**
     * Starts a broker; returns when it answers.
     *
     * @param lines gets each line that it prints
     * @param onDeath gets a process that ended without {@link #kill()}, {@link #stop()} or {@link #restart()}
     */
    public static Broker start(Path dataFolder, int port, Consumer<String> lines, Consumer<Child> onDeath) {
        var broker = new Broker(dataFolder, port, lines, onDeath);
        broker.launch();
        return broker;
    }

    /**
     * What a client connects to.
     *
     * @return {@code 127.0.0.1:port}
     */
    public String bootstrapServers() {
        return Ports.HOST + ":" + port;
    }

    /**
     * The broker's process.
     *
     * @return its id; another one after {@link #restart()}
     */
    public synchronized long pid() {
        return child.pid();
    }

    /**
     * Whether its process runs.
     *
     * @return false after {@link #kill()}, {@link #stop()} or a crash
     */
    public synchronized boolean isAlive() {
        return child.isAlive();
    }

    /** SIGKILL: the broker is gone without a word, as by a power cut. */
    public synchronized void kill() {
        wanted = false;
        child.kill();
    }

    /** Stops it in order (SIGTERM), SIGKILL after 10 s. */
    public synchronized void stop() {
        wanted = false;
        child.stop(STOP_GRACE);
    }

    /** Starts it again with the same data on the same port, stopping it first if it runs; returns when it answers. */
    public synchronized void restart() {
        stop();
        launch();
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized void launch() {
        var command = Server.command(
                BrokerMain.class, OPTIONS, dataFolder.toString(), String.valueOf(port), String.valueOf(controllerPort));
        var started = Child.start(new Child.Spec("kafka", command, Map.of(), dataFolder, lines));
        child = started;
        started.awaitReady(START_LIMIT);
        wanted = true;
        started.onExit().thenAccept(process -> {
            if (wanted) {
                onDeath.accept(started);
            }
        });
    }
}
