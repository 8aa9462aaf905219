package plainstream.consumer.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The lines that a class logs until this is closed. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final List<String> lines = new ArrayList<>();
    private final List<String> json = new ArrayList<>();

    public LogLines(Class<?> ofClass) {
        logger = Logger.getLogger(ofClass.getName());
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addHandler(this);
    }

    /** Level and message, without the fields. */
    public List<String> lines() {
        return lines;
    }

    /** As they are printed. */
    public List<String> json() {
        return json;
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
        json.add(new String(Logs.format(line).toBytes(), UTF_8));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
