package plainstream.api;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import plainstream.api.log.LastingLogManager;
import plainstream.api.log.LineBuffer;
import plainstream.api.log.Logs;
import plainstream.api.settings.Settings;
import plainstream.api.settings.SettingsException;
import plainstream.api.time.Pause;

/** Starts the API from the environment, and ends it on SIGTERM. Exit codes: 0 drained, 69 cannot listen, 78 settings not legal. */
public final class Main {
    private static final int EXIT_OK = 0;
    private static final int EXIT_UNAVAILABLE = 69;
    private static final int EXIT_CONFIG = 78;

    private Main() {}

    /**
     * Runs until the process is told to end.
     *
     * @param args none are known
     */
    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        LineBuffer lines = new LineBuffer(new FileOutputStream(FileDescriptor.out));
        try {
            Settings settings = Settings.of(System.getenv());
            JvmProperties.set(settings.kafka().longestWait());
            Logs.install(lines, settings.logLevel());
            run(settings, lines);
        } catch (SettingsException e) {
            e.faults().forEach(System.err::println);
            System.exit(EXIT_CONFIG);
        } catch (IOException e) {
            System.err.println("Cannot listen: " + e.getMessage() + ". Set HOST and PORT to a free address.");
            lines.flush();
            System.exit(EXIT_UNAVAILABLE);
        }
    }

    private static void run(Settings settings, LineBuffer lines) throws IOException {
        lines.start();
        Api api = Api.start(settings);
        Thread.ofPlatform().daemon().name("metrics").start(() -> reportForever(api, settings.metricsPeriod(), lines));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            api.stop();
            report(api, lines);
            lines.flush();
            // A JVM ended by SIGTERM exits with 143 even when all went well. Halting here says that it did.
            Runtime.getRuntime().halt(EXIT_OK);
        }));
    }

    private static void reportForever(Api api, Duration period, LineBuffer lines) {
        while (true) {
            Pause.of(period);
            report(api, lines);
        }
    }

    // Not through a logger: LOG_LEVEL does not turn the dashboards off.
    private static void report(Api api, LineBuffer lines) {
        api.metrics().report(System.currentTimeMillis(), lines::add);
    }
}
