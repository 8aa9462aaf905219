package plainstream.consumer.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.UtcTime;

/** {@code System.Logger} and {@code java.util.logging}, ours and the libraries' alike, as one JSON object per line. */
public final class Logs extends Handler {
    static {
        // Before the first logger: the JDK's logging.properties, and the handler and formatter it names, would cost 10
        // ms.
        System.setProperty("java.util.logging.config.class", Unconfigured.class.getName());
    }

    // Kept here: java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");
    private static final Logger AWS = Logger.getLogger("software.amazon");
    private static final Logger CONNECTIONS = Logger.getLogger("sun.net.www");

    private Logs() {}

    /** What {@code java.util.logging} makes in the place of reading its file; public, since it does so by reflection. */
    public static final class Unconfigured {
        /** Configures nothing: {@link #install} says it all. */
        public Unconfigured() {}
    }

    /** From here on all logging becomes such lines. */
    public static void install(System.Logger.Level level) {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        ROOT.addHandler(new Logs());
        ROOT.setLevel(jul(level));
        // What libraries find informative (whole configurations, each connection) is for those who ask for it.
        Level libraries = level == System.Logger.Level.INFO ? Level.WARNING : jul(level);
        KAFKA.setLevel(libraries);
        AWS.setLevel(libraries);
        // The JDK's own client logs whole requests, credentials included.
        CONNECTIONS.setLevel(Level.WARNING);
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

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            StandardOutput.print(format(record));
        }
    }

    static JsonWriter format(LogRecord record) {
        JsonWriter line = new JsonWriter().beginObject();
        line.name("time").string(UtcTime.iso(record.getInstant()));
        line.name("level").string(name(record.getLevel().intValue()));
        line.name("logger").string(String.valueOf(record.getLoggerName()));
        Object[] parameters = record.getParameters();
        boolean some = parameters != null && parameters.length > 0;
        if (some && parameters[0] instanceof LogFields fields) {
            line.name("message").string(record.getMessage());
            fields.write(line);
        } else {
            String message = some ? new SimpleFormatter().formatMessage(record) : record.getMessage();
            line.name("message").string(String.valueOf(message));
        }
        if (record.getThrown() != null) {
            line.name("cause").string(trace(record.getThrown()));
        }
        return line.endObject();
    }

    private static String name(int level) {
        if (level >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return level >= Level.INFO.intValue() ? "INFO" : level >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void flush() {
        System.out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
