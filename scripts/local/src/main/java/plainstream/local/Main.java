package plainstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import plainstream.esm.host.Http;

/** Starts the stack that a file describes, says what runs where, and stops it on Ctrl-C. */
final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final String ROW = "%-20s %-36s %-8s %s";
    private static final String HELP = """
            usage: java -jar plainstream-local-1.0.0.jar [stack.json]

            Runs a service, a Kafka broker, DynamoDB Local, Lambda functions, their event source mappings, a load
            balancer and an archive on 127.0.0.1, as the file describes them (default: scripts/local/stack.json).
            Ctrl-C stops everything, in order.

            Environment (default):
              LB_PORT (8000)        load balancer
              API_PORT (8080)       service
              KAFKA_PORT (9092)     Kafka broker
              DYNAMODB_PORT (8001)  DynamoDB Local
              KEEP (0)              1 keeps the data of the last run

            Exit status: 0 stopped, 1 a part failed, 2 wrong use
            """;
    // A logger that nobody holds is collected, and with it the level that was set.
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    /**
     * Runs the stack.
     *
     * @param arguments the stack's file
     * @throws InterruptedException when the wait for its end is cut short
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        if (arguments.length > 1) {
            System.err.print(HELP);
            System.exit(WRONG_USE);
        }
        Http.prepare();
        // The Kafka clients' warnings repeat themselves while the broker is away.
        ROOT.setLevel(Level.SEVERE);
        var path = Path.of(arguments.length == 0 ? "scripts/local/stack.json" : arguments[0]);
        try {
            var settings = Settings.of(System.getenv());
            var file = StackFile.parse(Files.readString(path), settings.values());
            System.exit(run(file, settings));
        } catch (NoSuchFileException e) {
            System.err.println("no such file: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        System.exit(WRONG_USE);
    }

    private static int run(StackFile file, Settings settings) throws InterruptedException {
        if (!settings.keep()) {
            delete(file.data());
        }
        var console = new Console(System.out, file.data().resolve("logs"));
        var stack = new Stack(file, settings, console);
        var failed = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, failed), "stop"));
        try {
            stack.start();
        } catch (IOException | IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            failed.set(true);
            System.err.println("did not start: " + e.getMessage());
            return FAILED;
        }
        overview(stack, console, file);
        String lastWords = stack.death().join();
        failed.set(true);
        System.err.println(lastWords);
        return FAILED;
    }

    // A stop that was asked for is no failure, though the JVM would say 130 or 143.
    private static void stop(Stack stack, AtomicBoolean failed) {
        stack.close();
        if (!failed.get()) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void overview(Stack stack, Console console, StackFile file) {
        console.say("");
        console.say(ROW.formatted("what", "where", "pid", "log"));
        for (Stack.Row row : stack.rows().reversed()) {
            console.say(ROW.formatted(row.name(), row.address(), row.pid(), row.log()));
        }
        console.say("");
        console.say("data and archive   " + file.data());
        console.say("broker alone       scripts/local/broker.sh stop | start | kill | status");
        console.say("everything         Ctrl-C stops it; KEEP=1 at the next start keeps the data");
        console.say("");
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder + ": " + e.getMessage(), e);
        }
    }
}
