package plainstream.consumer.dynamodb;

import java.util.Map;
import plainstream.consumer.json.JsonWriter;

/** The two maps that all expressions of a request share; DynamoDB refuses empty ones. */
final class Expressions {
    private Expressions() {}

    static void write(JsonWriter out, Map<String, String> names, Item values) {
        if (!names.isEmpty()) {
            out.name("ExpressionAttributeNames").beginObject();
            for (Map.Entry<String, String> name : names.entrySet()) {
                out.name(name.getKey()).string(name.getValue());
            }
            out.endObject();
        }
        if (!values.attributes().isEmpty()) {
            out.name("ExpressionAttributeValues");
            values.write(out);
        }
    }
}
