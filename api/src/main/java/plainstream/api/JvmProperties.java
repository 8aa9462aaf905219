package plainstream.api;

import java.time.Duration;
import plainstream.api.http.Limit;
import plainstream.api.http.TimeLimit;

/**
 * The JVM properties that {@code com.sun.net.httpserver} needs, in the one place that sets them: before its first use, since it reads them
 * once. A property given on the command line wins.
 */
final class JvmProperties {
    private static final String SERVER = "sun.net.httpserver.";
    /** Of heap, for a connection at rest: 22.3 KB of buffers were counted. */
    private static final int BYTES_AT_REST = 24_576;

    private JvmProperties() {}

    /** @param longestWait that a request may have to wait for Kafka, at most {@link TimeLimit#ANSWER} */
    static void set(Duration longestWait) {
        // 200 by default, and what goes above is closed after its answer. They may take half of the heap: 5,461 of 256
        // MB, well above any load balancer's pool.
        set("maxIdleConnections", Runtime.getRuntime().maxMemory() / 2 / BYTES_AT_REST);
        // Nagle's algorithm and delayed acknowledgements together hold an answer of two segments back for 44 ms.
        setIfAbsent("nodelay", "true");
        // Seconds. Longer than the load balancer's idle timeout (60), or it sends a request just as we close.
        set("idleInterval", TimeLimit.IDLE.jdk().toSeconds());
        // Seconds for a request to arrive whole: bounds slow headers; a slow body is answered before. No limit by
        // default.
        set("maxReqTime", TimeLimit.REQUEST.jdk().toSeconds());
        // Seconds from then to the end of the answer: bounds slow readers, and frees what a client's reset leaves
        // behind.
        set("maxRspTime", longestWait.plus(TimeLimit.toRead()).toSeconds());
        // Beyond these the server closes without an answer; long before them our rules answer 414 and 431.
        set("maxReqHeaders", Limit.HEADERS.jdk());
        set("maxReqHeaderSize", Limit.HEADER_BYTES.jdk());
        // Bytes of an unread body that are read away after the answer. Less, and the reset that follows would take the
        // answer (413, say) out of the client's hands.
        set("drainAmount", 1_048_576);
        // Not set: jdk.httpserver.maxConnections. The server forgets to count some closed connections out, so that a
        // limit would in time refuse everyone; the load balancer and the limit of open files bound them.
    }

    private static void set(String name, long value) {
        setIfAbsent(name, Long.toString(value));
    }

    private static void setIfAbsent(String name, String value) {
        if (System.getProperty(SERVER + name) == null) {
            System.setProperty(SERVER + name, value);
        }
    }
}
