package plainstream.local.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import plainstream.esm.host.Child;
import plainstream.esm.host.Ports;
import plainstream.local.server.Server;

/** Amazon's DynamoDB Local in a process of its own, on 127.0.0.1 only; one set of tables for every region and credential. */
public final class DynamoDb implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final List<String> OPTIONS =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final int port;
    private final Child child;

    private DynamoDb(int port, Child child) {
        this.port = port;
        this.child = child;
    }

    /**
     * Starts the engine in memory on a free port; returns when it answers.
     *
     * @return the running engine
     */
    public static DynamoDb start() {
        return start(Ports.free(), null);
    }

    /**
     * Starts the engine; returns when it answers.
     *
     * @param port on 127.0.0.1
     * @param dataFolderOrNull where the tables are kept, or null for memory
     * @return the running engine
     * @throws IllegalStateException when it does not answer within 60 s, with its last output
     */
    public static DynamoDb start(int port, Path dataFolderOrNull) {
        return start(port, dataFolderOrNull, line -> {});
    }

    public static DynamoDb start(int port, Path dataFolderOrNull, Consumer<String> lines) {
        var arguments = new ArrayList<>(List.of("-sharedDb", "-disableTelemetry", "-port", String.valueOf(port)));
        var folder = Path.of("").toAbsolutePath();
        if (dataFolderOrNull == null) {
            arguments.add("-inMemory");
        } else {
            folder = made(dataFolderOrNull.toAbsolutePath());
            arguments.addAll(List.of("-dbPath", folder.toString()));
        }
        var command = Server.command(DynamoDbMain.class, OPTIONS, arguments.toArray(String[]::new));
        // The switch and the variable: whichever of the two a version looks at, nothing is sent.
        var spec = new Child.Spec("dynamodb", command, Map.of("DDB_LOCAL_TELEMETRY", "0"), folder, lines);
        return new DynamoDb(port, Child.start(spec).awaitReady(START_LIMIT));
    }

    /**
     * What a client connects to.
     *
     * @return {@code http://127.0.0.1:port}
     */
    public URI endpoint() {
        return URI.create("http://" + Ports.HOST + ":" + port);
    }

    /**
     * The engine's process.
     *
     * @return its id
     */
    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.stop(STOP_GRACE);
    }

    public Child child() {
        return child;
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder + ": " + e.getMessage(), e);
        }
    }
}
