package plainstream.local;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import plainstream.esm.host.Http;
import plainstream.esm.host.Ports;

/** Starts the stack that a file describes, says what runs where, and stops it on Ctrl-C. */
final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int LEAST_OPEN_FILES = 512;
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
              KEEP (0)              1 or true keeps the data of the last run

            Exit status: 0 stopped, 1 a part failed, 2 wrong use
            """;
    // A logger that nobody holds is collected, and with it the level that was set.
    private static final Logger ROOT = Logger.getLogger("");

    private Main() {}

    /**
     * Runs the stack.
     *
     * @param arguments the stack's file
     */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        if (arguments.length > 1) {
            System.err.print(HELP);
            System.exit(WRONG_USE);
        }
        // The language that is set must not choose the digits that machines read.
        Locale.setDefault(Locale.ROOT);
        Http.prepare();
        // The Kafka clients' warnings repeat themselves while the broker is away.
        ROOT.setLevel(Level.SEVERE);
        checkOpenFiles();
        var path = Path.of(arguments.length == 0 ? "scripts/local/stack.json" : arguments[0]);
        try {
            var settings = Settings.of(System.getenv());
            var file = StackFile.parse(Files.readString(path), settings.values());
            System.exit(run(file, settings));
        } catch (NoSuchFileException e) {
            System.err.println("no such file: " + e.getMessage());
        } catch (AccessDeniedException e) {
            System.err.println("no right to write " + e.getFile() + ": start it in a clone of your own");
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        System.exit(WRONG_USE);
    }

    /** The broker alone opens some 200; without them it dies later, with a word that nobody connects to this. */
    private static void checkOpenFiles() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < LEAST_OPEN_FILES) {
            System.err.println("only " + system.getMaxFileDescriptorCount() + " files can be open here: ulimit -n "
                    + LEAST_OPEN_FILES + " or more");
            System.exit(WRONG_USE);
        }
    }

    private static int run(StackFile file, Settings settings) throws IOException {
        var pipeline = Pipeline.read(file.pipeline());
        var holder = "pid %d, http://%s:%d"
                .formatted(ProcessHandle.current().pid(), Ports.HOST, settings.port(Settings.LB_PORT));
        try (var folder = DataFolder.own(file.data(), holder)) {
            if (!settings.keep()) {
                folder.delete();
            }
            return run(new Stack(
                    file,
                    pipeline,
                    settings,
                    new Console(System.out, file.data().resolve("logs"))));
        }
    }

    private static int run(Stack stack) {
        var failed = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, failed), "stop"));
        String lastWords = lastWords(stack);
        // Whoever is stopped while starting has not failed; the hook ends the process.
        if (!stack.isStopping()) {
            failed.set(true);
            System.err.println(lastWords);
        }
        return FAILED;
    }

    private static String lastWords(Stack stack) {
        try {
            stack.start();
            return stack.death().join();
        } catch (IOException | IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            return "did not start: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "did not start: interrupted";
        }
    }

    // A stop that was asked for is no failure, though the JVM would say 130 or 143.
    private static void stop(Stack stack, AtomicBoolean failed) {
        stack.close();
        if (!failed.get()) {
            Runtime.getRuntime().halt(0);
        }
    }
}
