package plainstream.consumer.dynamodb;

import java.util.Map;
import plainstream.consumer.json.JsonWriter;

/**
 * A query or, without a condition on the key, a scan: one page of items.
 *
 * @param index the index's name, "" for the table itself
 * @param keyCondition which keys, "" for a scan
 * @param names what each {@code #name} stands for
 * @param values what each {@code :value} stands for
 * @param limit how many items at most
 * @param after the key after which to go on, empty for the first page
 */
public record Read(
        String table,
        String index,
        String keyCondition,
        Map<String, String> names,
        Item values,
        int limit,
        Item after) {
    /**
     * A page of a scan.
     *
     * @param limit how many items at most
     * @param after the key after which to go on, empty for the first page
     */
    public static Read scan(String table, int limit, Item after) {
        return new Read(table, "", "", Map.of(), new Item(), limit, after);
    }

    String operation() {
        return keyCondition.isEmpty() ? "Scan" : "Query";
    }

    /** A query gives the highest sort keys first: here that is always the newest. */
    byte[] body() {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("TableName").string(table).name("Limit").number(limit);
        if (!index.isEmpty()) {
            out.name("IndexName").string(index);
        }
        if (!keyCondition.isEmpty()) {
            out.name("KeyConditionExpression")
                    .string(keyCondition)
                    .name("ScanIndexForward")
                    .bool(false);
        }
        Expressions.write(out, names, values);
        if (!after.attributes().isEmpty()) {
            out.name("ExclusiveStartKey");
            after.write(out);
        }
        return out.endObject().toBytes();
    }
}
