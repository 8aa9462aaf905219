package plainstream.api.http;

import java.lang.System.Logger.Level;
import java.util.Optional;
import plainstream.api.json.Json;
import plainstream.api.kafka.Delivery;
import plainstream.api.log.Logs;
import plainstream.api.time.UtcTime;

/** One line per request: who asked for what, what was answered, how long it took, and where the event lies. No query, no body. */
final class AccessLog {
    private static final String NAME = "plainstream.api.access";
    private static final System.Logger LOG = System.getLogger(NAME);

    private AccessLog() {}

    static void line(Call call, int status, long nanos, boolean sent, Optional<Delivery> delivery) {
        if (LOG.isLoggable(Level.INFO)) {
            Logs.info(
                    UtcTime.at(call.startedNanos() + nanos),
                    NAME,
                    "request",
                    json -> write(json, call, status, nanos, sent, delivery));
        }
    }

    private static void write(Json json, Call call, int status, long nanos, boolean sent, Optional<Delivery> delivery) {
        json.member("method", call.method())
                .member("path", call.path())
                .member("status", status)
                .millis("durationMs", nanos)
                .member("requestId", call.id())
                .member("traceparent", call.traceparent())
                .member("client", call.clientAddress());
        if (!sent) {
            json.name("aborted").literal("true");
        }
        delivery.ifPresent(it -> write(json, it));
    }

    static void write(Json json, Delivery delivery) {
        if (delivery instanceof Delivery.Stored(String topic, int partition, long offset)) {
            json.member("topic", topic).member("partition", partition).member("offset", offset);
        } else if (delivery instanceof Delivery.Failure failure) {
            json.member("error", failure.cause().toString());
        }
    }
}
