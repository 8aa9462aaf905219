package plainstream.consumer.dynamodb;

import java.util.HashMap;
import java.util.Map;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonString;
import plainstream.consumer.json.JsonValue;

/**
 * An answer other than 200, read.
 *
 * @param code the last part of {@code __type}, or {@code HTTP 403} and the like if there is none
 * @param message what DynamoDB says
 * @param body the whole answer, an empty object if it was not JSON
 * @param server true for 5xx
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">AWS: error handling</a>
 */
record Failure(String code, String message, JsonObject body, boolean server) {
    private static final String CANCELLED = "TransactionCanceledException";
    private static final String CONDITION_IN_TRANSACTION = "ConditionalCheckFailed";

    static Failure of(HttpAnswer answer) {
        JsonObject body = body(answer.body());
        String type = text(body, "__type");
        String code = type.isEmpty() ? "HTTP " + answer.status() : type.substring(type.indexOf('#') + 1);
        String message = text(body, "message") + text(body, "Message");
        return new Failure(code, message, body, answer.status() >= 500);
    }

    private static JsonObject body(byte[] bytes) {
        try {
            return Json.parse(bytes).asObject();
        } catch (JsonException e) {
            return new JsonObject(Map.of(), null);
        }
    }

    private static String text(JsonObject body, String name) {
        return body.members().get(name) instanceof JsonString s ? s.text() : "";
    }

    /** A transaction is worth another try only if each of its reasons is. */
    boolean mayPass(Retries retries) {
        if (!code.equals(CANCELLED)) {
            return server || retries.codes().contains(code);
        }
        boolean some = false;
        for (JsonValue reason : reasons()) {
            String why = text(reason.asObject(), "Code");
            if (!why.equals("None") && !retries.codes().contains(why)) {
                return false;
            }
            some |= !why.equals("None");
        }
        return some;
    }

    DynamoDbException exception(String operation) {
        String what = operation + ": " + code + " " + message;
        if (code.equals("ConditionalCheckFailedException")) {
            return new ConditionFailedException(what, Map.of(0, item(body)));
        }
        Map<Integer, Item> failed = failedConditions();
        if (code.equals(CANCELLED) && !failed.isEmpty()) {
            return new ConditionFailedException(what, failed);
        }
        boolean invalid = code.equals("ValidationException")
                || code.equals("SerializationException")
                || code.equals("ItemCollectionSizeLimitExceededException")
                || code.equals(CANCELLED);
        return invalid ? new InvalidRequestException(what) : new RefusedException(what);
    }

    /** The writes whose conditions did not hold, by their place in the transaction. */
    private Map<Integer, Item> failedConditions() {
        Map<Integer, Item> failed = new HashMap<>();
        int write = 0;
        for (JsonValue reason : reasons()) {
            if (text(reason.asObject(), "Code").equals(CONDITION_IN_TRANSACTION)) {
                failed.put(write, item(reason.asObject()));
            }
            write++;
        }
        return failed;
    }

    private static Item item(JsonObject from) {
        JsonValue item = from.members().get("Item");
        return item == null ? new Item() : Item.read(item.asObject());
    }

    private Iterable<JsonValue> reasons() {
        JsonValue reasons = body.members().get("CancellationReasons");
        return reasons == null ? java.util.List.of() : reasons.asArray().elements();
    }
}
