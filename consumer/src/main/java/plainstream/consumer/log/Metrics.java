package plainstream.consumer.log;

import java.util.LinkedHashMap;
import java.util.Map;
import plainstream.consumer.json.JsonWriter;

/**
 * A line in CloudWatch's embedded metric format: the log itself is the metric, no agent and no call.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     AWS: embedded metric format</a>
 */
public final class Metrics {
    private static final String NAMESPACE = "Plainstream/Consumer";

    private final String function;
    private final Map<String, Long> values = new LinkedHashMap<>();

    public Metrics(String function) {
        this.function = function;
    }

    /** Adds a value. A name that ends with Ms is a duration in milliseconds, every other one a count. */
    public Metrics with(String name, long value) {
        values.put(name, value);
        return this;
    }

    public void print(long nowMs) {
        StandardOutput.print(line(nowMs));
    }

    JsonWriter line(long nowMs) {
        JsonWriter out = new JsonWriter().beginObject().name("_aws").beginObject();
        out.name("Timestamp")
                .number(nowMs)
                .name("CloudWatchMetrics")
                .beginArray()
                .beginObject();
        out.name("Namespace").string(NAMESPACE);
        out.name("Dimensions")
                .beginArray()
                .beginArray()
                .string("Function")
                .endArray()
                .endArray();
        out.name("Metrics").beginArray();
        for (String name : values.keySet()) {
            String unit = name.endsWith("Ms") ? "Milliseconds" : "Count";
            out.beginObject()
                    .name("Name")
                    .string(name)
                    .name("Unit")
                    .string(unit)
                    .endObject();
        }
        out.endArray().endObject().endArray().endObject().name("Function").string(function);
        for (Map.Entry<String, Long> value : values.entrySet()) {
            out.name(value.getKey()).number(value.getValue());
        }
        return out.endObject();
    }
}
