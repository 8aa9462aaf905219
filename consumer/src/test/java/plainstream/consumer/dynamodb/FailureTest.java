package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonWriter;

class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException, true",
        "400, ValidationException, false",
        "400, AccessDeniedException, false",
        "500, Whatever, true",
        "499, Whatever, false",
        "503, ValidationException, true"
    })
    void mayPassByItsCodeOrAsTheServersOwn(int status, String code, boolean passes) {
        Failure failure =
                failure(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"why\"}");
        assertEquals(code, failure.code());
        assertEquals("why", failure.message());
        assertEquals(passes, failure.mayPass(Retries.DEFAULT));
    }

    /** As a whole only if each of its reasons may, and there is one. */
    @ParameterizedTest
    @CsvSource({
        "None ThrottlingError, true",
        "TransactionConflict TransactionConflict, true",
        "None None, false",
        "ConditionalCheckFailed None, false",
        "ThrottlingError ConditionalCheckFailed, false",
        "ConditionalCheckFailed ThrottlingError, false"
    })
    void mayPassAsATransactionOnlyAsAWhole(String reasons, boolean passes) {
        assertEquals(passes, cancelled(reasons).mayPass(Retries.DEFAULT));
    }

    @Test
    void tellsWhichConditionsDidNotHold() {
        var e = assertInstanceOf(
                ConditionFailedException.class,
                cancelled("None ConditionalCheckFailed None").exception("Op"));
        assertFalse(e.isOf(0));
        assertTrue(e.isOf(1));
        assertFalse(e.isOf(2));
        assertInstanceOf(
                InvalidRequestException.class, cancelled("ValidationError").exception("Op"));
        assertInstanceOf(
                InvalidRequestException.class,
                failure(400, "{\"__type\":\"x#ValidationException\"}").exception("Op"));
        assertInstanceOf(
                RefusedException.class,
                failure(400, "{\"__type\":\"x#AccessDeniedException\"}").exception("Op"));
    }

    @Test
    void readsAnswersThatAreNoJson() {
        Failure failure = failure(403, "<html>");
        assertEquals("HTTP 403", failure.code());
        assertEquals("", failure.message());
        assertFalse(failure.mayPass(Retries.DEFAULT));
    }

    /** What is read of an item is what it was written as, and people see no types. */
    @Test
    void writesItemsForDynamoDbAndForPeople() {
        String typed =
                "{\"m\":{\"M\":{\"s\":{\"S\":\"x\"}}},\"l\":{\"L\":[{\"N\":\"1\"},{\"NULL\":true},{\"BOOL\":false}]}}";
        Item item = Item.read(Json.parse(typed.getBytes(UTF_8)).asObject());
        var out = new JsonWriter();
        item.write(out);
        assertEquals(typed, new String(out.toBytes(), UTF_8));
        var plain = new JsonWriter();
        item.writePlain(plain);
        assertEquals("{\"m\":{\"s\":\"x\"},\"l\":[1,null,false]}", new String(plain.toBytes(), UTF_8));
        assertTrue(item.toString().contains("x"), item.toString());
    }

    private static Failure cancelled(String reasons) {
        StringBuilder list = new StringBuilder();
        for (String reason : reasons.split(" ")) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"Code\":\"")
                    .append(reason)
                    .append("\"}");
        }
        return failure(400, "{\"__type\":\"x#TransactionCanceledException\",\"CancellationReasons\":[" + list + "]}");
    }

    private static Failure failure(int status, String body) {
        return Failure.of(new HttpAnswer(status, body.getBytes(UTF_8)));
    }
}
