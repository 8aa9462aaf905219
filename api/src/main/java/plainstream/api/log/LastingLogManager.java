package plainstream.api.log;

import java.util.logging.LogManager;

/**
 * Keeps its handlers while the JVM shuts down, since the drain has something to log: the stock manager is reset by a shutdown hook of its own,
 * beside ours. Named by the property {@code java.util.logging.manager}; public because {@code java.util.logging} makes it.
 */
public final class LastingLogManager extends LogManager {
    /** Made once, by {@code java.util.logging}. */
    public LastingLogManager() {}

    @Override
    public void reset() {
        // See above.
    }

    @Override
    public void readConfiguration() {
        // Nothing from the JDK's logging.properties: Logs.install says it all, and the start is spared the reading.
    }
}
