package plainstream.consumer.dynamodb;

import java.util.Map;
import plainstream.consumer.json.JsonWriter;

/**
 * When a write may happen, with the names and values that it and the update expression use.
 *
 * @param expression the condition, "" for none
 * @param names what each {@code #name} stands for; always use them, so that reserved words are no matter
 * @param values what each {@code :value} stands for
 */
public record Condition(String expression, Map<String, String> names, Item values) {
    /** No condition. */
    public static final Condition NONE = new Condition("", Map.of(), new Item());

    /**
     * The condition that there is no such item yet.
     *
     * @param key the name of its partition key
     */
    public static Condition absent(String key) {
        return new Condition("attribute_not_exists(#key)", Map.of("#key", key), new Item());
    }

    void write(JsonWriter out) {
        if (!expression.isEmpty()) {
            out.name("ConditionExpression").string(expression);
        }
        Expressions.write(out, names, values);
    }
}
