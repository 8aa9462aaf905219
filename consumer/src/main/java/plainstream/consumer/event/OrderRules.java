package plainstream.consumer.event;

import java.util.List;
import java.util.Map;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.NumberRange;
import plainstream.consumer.json.JsonArray;
import plainstream.consumer.json.JsonBoolean;
import plainstream.consumer.json.JsonNull;
import plainstream.consumer.json.JsonNumber;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonString;
import plainstream.consumer.json.JsonValue;

/** What makes an object an order that the table can hold. The API checks the same, but is not the only one who can publish. */
public final class OrderRules {
    public static final String ORDER_NO = "OrderNo";
    public static final String CUSTOMER = "Customer";

    /** What the enrichment adds. */
    public static final List<String> ENRICHMENT = List.of("address", "longitude", "latitude");

    /** What storing adds. */
    private static final List<String> JOURNEY = List.of("acceptedAt", "appendedAt", "processedAt");

    private static final int MAX_MEMBERS = 32;
    private static final int MAX_ID_LENGTH = 64;

    private OrderRules() {}

    /**
     * Checks an order as the API publishes it.
     *
     * @throws InvalidRecordException with the reason
     */
    public static void checkPosted(JsonObject order) {
        if (order.members().size() > MAX_MEMBERS) {
            throw new InvalidRecordException("more than " + MAX_MEMBERS + " members");
        }
        reserve(order, ENRICHMENT);
        check(order);
    }

    /**
     * Makes an item of an order, enriched or not.
     *
     * @throws InvalidRecordException with the reason
     */
    public static Item item(JsonObject order) {
        check(order);
        Item item = new Item();
        for (Map.Entry<String, JsonValue> member : order.members().entrySet()) {
            item.with(member.getKey(), attribute(member.getValue()));
        }
        return item;
    }

    private static void check(JsonObject order) {
        id(order, ORDER_NO);
        String orderNo = order.member(ORDER_NO).asString();
        if (orderNo.equals(".") || orderNo.equals("..")) {
            throw new InvalidRecordException("no URL can name '" + ORDER_NO + "' " + orderNo);
        }
        id(order, CUSTOMER);
        reserve(order, JOURNEY);
        for (Map.Entry<String, JsonValue> member : order.members().entrySet()) {
            check(member.getKey(), member.getValue());
        }
    }

    private static void reserve(JsonObject order, List<String> names) {
        for (String name : names) {
            if (order.members().containsKey(name)) {
                throw new InvalidRecordException("the name '" + name + "' is reserved");
            }
        }
    }

    private static void id(JsonObject order, String name) {
        String text = order.member(name).asString();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > MAX_ID_LENGTH) {
            throw new InvalidRecordException("'" + name + "' must have 1 to " + MAX_ID_LENGTH + " characters");
        }
    }

    private static void check(String name, JsonValue value) {
        if (name.isEmpty() || !Names.isUnicode(name)) {
            throw new InvalidRecordException("a member's name is empty or holds a lone surrogate");
        }
        if (value instanceof JsonObject || value instanceof JsonArray) {
            throw new InvalidRecordException("member '" + name + "' is not flat");
        }
        if (value instanceof JsonString s && !Names.isUnicode(s.text())) {
            throw new InvalidRecordException("member '" + name + "' holds a lone surrogate");
        }
        if (value instanceof JsonNumber n && !NumberRange.fits(n.text())) {
            throw new InvalidRecordException(
                    "member '" + name + "' is beyond DynamoDB's numbers (38 digits, 1e-130 to 9.99e125)");
        }
    }

    private static Attribute attribute(JsonValue value) {
        if (value instanceof JsonString s) {
            return new Attribute.S(s.text());
        }
        if (value instanceof JsonNumber n) {
            return new Attribute.N(n.text());
        }
        return value instanceof JsonBoolean b ? new Attribute.Bool(b.value()) : nul(value);
    }

    private static Attribute nul(JsonValue value) {
        if (value instanceof JsonNull) {
            return new Attribute.Null();
        }
        throw new IllegalArgumentException("checked before: " + value.kind());
    }
}
