package plainstream.consumer.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import plainstream.consumer.time.Deadline;

/** What the client asks, and what it makes of the answer. */
class DynamoDbTest extends DynamoDbFixture {
    @Test
    void givesTheOldItemWithAFailedCondition() {
        answers.add(
                new Answer(
                        400,
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\",\"message\":\"no\",\"Item\":{\"o\":{\"N\":\"7\"}}}"));
        ConditionFailedException e =
                assertThrows(ConditionFailedException.class, () -> client.write(put(), Deadline.inMs(5_000)));
        assertEquals(7, e.oldItem(0).number("o", -1));
        assertTrue(
                requests.getFirst().endsWith("\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"}"),
                requests.getFirst());
    }

    @Test
    void warmsTheConnectionThatTheFirstCallUses() throws Exception {
        answers.add(new Answer(200, "{}"));
        client.warm();
        get();
        assertEquals(2, requests.size());
        assertEquals(1, connections.size());
    }

    @Test
    void getsAnItemByItsKey() {
        answers.add(new Answer(200, "{\"Item\":{\"id\":{\"S\":\"1\"},\"n\":{\"N\":\"7\"}}}"));
        assertEquals(7, get().orElseThrow().number("n", -1));
        assertEquals(
                List.of("DynamoDB_20120810.GetItem {\"TableName\":\"t\",\"Key\":{\"id\":{\"S\":\"1\"}}}"), requests);
    }

    @Test
    void findsNothingInAnAnswerWithoutTheTable() {
        answers.add(new Answer(200, "{\"Responses\":{}}"));
        assertEquals(List.of(), client.batchGet("t", List.of(KEY), Deadline.inMs(5_000)));
    }

    @Test
    void asksAgainForUnprocessedKeys() {
        answers.add(
                new Answer(
                        200,
                        "{\"Responses\":{\"t\":[{\"id\":{\"S\":\"1\"}}]},\"UnprocessedKeys\":{\"t\":{\"Keys\":[{\"id\":{\"S\":\"2\"}}]}}}"));
        answers.add(new Answer(200, "{\"Responses\":{\"t\":[{\"id\":{\"S\":\"2\"}}]},\"UnprocessedKeys\":{}}"));
        List<Item> items = client.batchGet("t", List.of(KEY, new Item().with("id", "2")), Deadline.inMs(5_000));
        assertEquals(
                List.of("1", "2"), items.stream().map(item -> item.text("id")).toList());
        String request =
                "DynamoDB_20120810.BatchGetItem {\"RequestItems\":{\"t\":{\"Keys\":[%s{\"id\":{\"S\":\"2\"}}]}}}";
        assertEquals(List.of(request.formatted("{\"id\":{\"S\":\"1\"}},"), request.formatted("")), requests);
    }

    @Test
    void putsAgainWhatIsLeftUnprocessed() {
        String second = "{\"t\":[{\"PutRequest\":{\"Item\":{\"id\":{\"S\":\"2\"}}}}]}";
        answers.add(new Answer(200, "{\"UnprocessedItems\":" + second + "}"));
        answers.add(new Answer(200, "{\"UnprocessedItems\":{}}"));
        client.batchPut("t", List.of(KEY, new Item().with("id", "2")), Deadline.inMs(5_000));
        assertEquals(
                List.of(
                        "DynamoDB_20120810.BatchWriteItem {\"RequestItems\":{\"t\":[{\"PutRequest\":{\"Item\":{\"id\":{\"S\":\"1\"}}}},"
                                + second.substring(6) + "}",
                        "DynamoDB_20120810.BatchWriteItem {\"RequestItems\":" + second + "}"),
                requests);
    }

    @Test
    void followsNoRedirect() {
        answers.add(new Answer(307, ""));
        assertThrows(RefusedException.class, this::get);
        assertEquals(1, requests.size());
    }

    @Test
    void takesNoAnswerThatIsNotJson() {
        answers.add(new Answer(200, "{\"Item\":"));
        assertThrows(UnavailableException.class, this::get);
    }

    @Test
    void usesOneConnectionForAllCallsErrorsIncluded() {
        answers.add(new Answer(200, "{}"));
        for (int i = 0; i < 5; i++) {
            get();
        }
        answers.clear();
        answers.add(error(400, "ValidationException"));
        for (int i = 0; i < 5; i++) {
            assertThrows(InvalidRequestException.class, this::get);
        }
        assertEquals(1, connections.size());
    }
}
