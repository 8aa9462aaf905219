package plainstream.api.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import plainstream.api.json.Json;

/**
 * Counts and durations since the last report, as lines of CloudWatch's embedded metric format
 * (<a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">specification</a>).
 */
public final class Metrics {
    private static final String NAMESPACE = "Plainstream/Api";
    private static final String[] CLASSES = {"0xx", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final Histogram latency = new Histogram();
    private final Histogram publishing = new Histogram();
    private final Map<String, LongAdder[]> requests = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();
    private final LongAdder renewed = new LongAdder();
    private volatile BooleanSupplier ready = () -> true;
    private final AtomicInteger inFlight = new AtomicInteger();

    public void answered(String route, int status, long nanos) {
        latency.record(nanos);
        LongAdder[] byClass = requests.get(route);
        if (byClass == null) {
            byClass = requests.computeIfAbsent(route, r -> adders());
        }
        byClass[Math.min(status / 100, CLASSES.length - 1)].increment();
    }

    public void published(long nanos) {
        publishing.record(nanos);
    }

    public void refused() {
        refused.increment();
    }

    /** Counts a producer that took another's place. */
    public void renewed() {
        renewed.increment();
    }

    /** Names whom to ask, at each report, whether events can be published. */
    public void readyIf(BooleanSupplier condition) {
        ready = condition;
    }

    public void inFlight(int change) {
        inFlight.addAndGet(change);
    }

    /** Writes what there is since the last time, one line per set of dimensions. */
    public void report(long epochMillis, Consumer<Json> lines) {
        Histogram.Snapshot whole = latency.take();
        Histogram.Snapshot publish = publishing.take();
        Json json = head(epochMillis, "\"Service\"");
        for (String name : List.of("InFlight", "Refused", "Renewed", "Ready")) {
            json.open('{').member("Name", name).member("Unit", "Count").close('}');
        }
        if (whole.count() > 0) {
            durations(json, "Latency");
        }
        if (publish.count() > 0) {
            durations(json, "Publish");
        }
        body(json).member("InFlight", inFlight.get()).member("Refused", refused.sumThenReset());
        json.member("Renewed", renewed.sumThenReset()).member("Ready", ready.getAsBoolean() ? 1 : 0);
        values(json, "Latency", whole);
        values(json, "Publish", publish);
        lines.accept(json.close('}'));
        requests.forEach((route, byClass) -> reportRoute(epochMillis, route, byClass, lines));
    }

    private static void reportRoute(long epochMillis, String route, LongAdder[] byClass, Consumer<Json> lines) {
        for (int i = 0; i < byClass.length; i++) {
            long count = byClass[i].sumThenReset();
            if (count > 0) {
                Json json = head(epochMillis, "\"Service\",\"Route\",\"StatusClass\"");
                json.open('{')
                        .member("Name", "Requests")
                        .member("Unit", "Count")
                        .close('}');
                body(json)
                        .member("Route", route)
                        .member("StatusClass", CLASSES[i])
                        .member("Requests", count);
                lines.accept(json.close('}'));
            }
        }
    }

    private static Json head(long epochMillis, String dimensions) {
        Json json = Json.object().name("_aws").open('{').member("Timestamp", epochMillis);
        json.name("CloudWatchMetrics").open('[').open('{').member("Namespace", NAMESPACE);
        return json.name("Dimensions")
                .literal("[[" + dimensions + "]]")
                .name("Metrics")
                .open('[');
    }

    private static Json body(Json json) {
        return json.close(']').close('}').close(']').close('}').member("Service", "api");
    }

    private static void durations(Json json, String name) {
        for (String part : new String[] {"P50Ms", "P99Ms", "MaxMs"}) {
            json.open('{')
                    .member("Name", name + part)
                    .member("Unit", "Milliseconds")
                    .close('}');
        }
    }

    // Without a value there is no member: zero would pull CloudWatch's averages down.
    private static void values(Json json, String name, Histogram.Snapshot snapshot) {
        if (snapshot.count() > 0) {
            json.millis(name + "P50Ms", snapshot.p50());
            json.millis(name + "P99Ms", snapshot.p99());
            json.millis(name + "MaxMs", snapshot.max());
        }
    }

    private static LongAdder[] adders() {
        LongAdder[] adders = new LongAdder[CLASSES.length];
        for (int i = 0; i < adders.length; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
