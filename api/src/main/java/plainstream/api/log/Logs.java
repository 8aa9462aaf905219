package plainstream.api.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import plainstream.api.json.Json;

/** {@code System.Logger} and {@code java.util.logging}, ours and the libraries' alike, as one JSON object per line. */
public final class Logs extends Handler {
    // Kept here: java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");
    private static final Logger AWS = Logger.getLogger("software.amazon");
    private static final Logger JDK = Logger.getLogger("com.sun.net.httpserver");

    /** What most lines have room in. */
    private static final int LINE_BYTES = 512;

    private static volatile Consumer<Json> installed = line -> {};

    private final LineBuffer lines;

    private Logs(LineBuffer lines) {
        this.lines = lines;
    }

    /** From here on all logging goes to these lines. Has to come before the first use of a logger. */
    public static void install(LineBuffer lines, System.Logger.Level level) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new Logs(lines));
        installed = lines::add;
        root.setLevel(jul(level));
        // What a client library finds informative (its whole configuration, each connection) is for those who ask for
        // it.
        Level libraries = level.compareTo(System.Logger.Level.INFO) < 0 ? jul(level) : Level.WARNING;
        KAFKA.setLevel(libraries);
        AWS.setLevel(libraries);
        // The server's own log is about hostile requests, and is written by whoever sends them.
        JDK.setLevel(Level.WARNING);
    }

    private static Level jul(System.Logger.Level level) {
        return switch (level) {
            case ALL, TRACE -> Level.FINER;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
    }

    /** Adds an INFO line, past {@code java.util.logging}: for lines that are as many as requests. Whether they are wanted, the caller asks. */
    public static void info(Instant time, String logger, String message, LogFields fields) {
        Json json = line(time, "INFO", logger, message);
        fields.write(json);
        installed.accept(json.close('}'));
    }

    static Json line(Instant time, String level, String logger, String message) {
        return new Json(LINE_BYTES)
                .open('{')
                .time("time", time)
                .member("level", level)
                .member("logger", logger)
                .member("message", message);
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            lines.add(format(record));
        }
    }

    static Json format(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        Json json = line(record.getInstant(), name(record.getLevel()), logger, message(record));
        if (fields(record) instanceof LogFields fields) {
            fields.write(json);
        }
        if (record.getThrown() != null) {
            json.member("cause", trace(record.getThrown()));
        }
        return json.close('}');
    }

    private static Object fields(LogRecord record) {
        Object[] parameters = record.getParameters();
        return parameters != null && parameters.length == 1 ? parameters[0] : null;
    }

    private static String message(LogRecord record) {
        String message = String.valueOf(record.getMessage());
        Object[] parameters = record.getParameters();
        boolean plain = parameters == null || parameters.length == 0 || fields(record) instanceof LogFields;
        return plain ? message : new java.util.logging.SimpleFormatter().formatMessage(record);
    }

    private static String name(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return value >= Level.INFO.intValue() ? "INFO" : value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void flush() {
        lines.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
