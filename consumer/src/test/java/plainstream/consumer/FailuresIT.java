package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.consumer.batch.BatchFailedException;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Item;

/** Bad records harm themselves alone, and what cannot be done now comes again. */
class FailuresIT extends EventsFunction {
    @Test
    void keepsBadRecordsWholeAndGoesOn() throws IOException {
        Map<String, String> like = TestEvent.headers("plainstream.like.v1", "x");
        TestEvent event = new TestEvent();
        event.add("events", 0, 0, like, TestEvent.json("{\"movieId\":"));
        event.like(0, 1, "tt1");
        event.add("events", 0, 2, like, new byte[] {'"', (byte) 0xFF, '"'});
        event.add("events", 0, 3, like, TestEvent.json("{}"));
        event.add("events", 0, 4, like, TestEvent.json("{\"movieId\":\"../\"}"));
        event.add("events", 0, 5, TestEvent.headers("plainstream.nonsense.v1", "x"), TestEvent.json("{}"));
        event.add("events", 0, 6, like, null);
        event.add("events", 0, 7, Map.of(), TestEvent.json("just a message"));
        event.add("events", 0, 8, Map.of(), new byte[] {(byte) 0xC0});
        event.like(0, 9, "tt1");
        event.add("events", 0, 10, like, new byte[350_000]);
        for (int i = 0; i < 2; i++) {
            assertEquals(OK, invoke(event));
        }
        assertEquals(2, tables.likes("tt1"));
        Map<Long, Item> dead = new HashMap<>();
        tables.all("dead_letters").forEach(item -> dead.put(item.number("offset", -1), item));
        assertEquals(java.util.Set.of(0L, 2L, 3L, 4L, 5L, 8L, 10L), dead.keySet());
        Item first = dead.get(0L);
        assertEquals("0#events#0", first.text("source"));
        assertEquals("the text ends where a value is expected (line 1, column 12, $.movieId)", first.text("reason"));
        assertArrayEquals(
                "{\"movieId\":".getBytes(UTF_8),
                ((Attribute.B) first.attributes().get("value")).bytes());
        assertArrayEquals(
                "key".getBytes(UTF_8), ((Attribute.B) first.attributes().get("key")).bytes());
        assertEquals(
                6, ((Attribute.L) first.attributes().get("headers")).elements().size());
        Item cut = dead.get(10L);
        assertEquals(350_000, cut.number("valueBytes", -1));
        assertEquals(300_000, ((Attribute.B) cut.attributes().get("value")).bytes().length);
    }

    @Test
    void buriesWhatDynamoDbItselfWillNeverTake() throws IOException {
        String huge = "{\"OrderNo\":\"SO-9\",\"Customer\":\"x\",\"blob\":\"" + "x".repeat(500_000) + "\"}";
        TestEvent event = new TestEvent().order(0, "2026-11-21T00:00:00.000000Z", huge);
        event.order(1, "2026-11-21T00:00:00.000000Z", order("Pencil"));
        assertEquals(OK, invoke(event));
        assertEquals(1, tables.all("orders").size());
        assertTrue(tables.all("dead_letters").getFirst().text("reason").contains("ValidationException"));
    }

    @Test
    void findsTheOneTimestampThatIsRefused() throws IOException {
        TestEvent event = new TestEvent();
        for (int i = 0; i < 30; i++) {
            event.timestamp(0, i, "id-" + i, "2026-11-21T00:00:00.%06dZ".formatted(i));
        }
        try (Between between = new Between(
                dynamoDb.endpoint(),
                body -> body.contains("\"id-7\"") && !body.contains("dead_letters")
                        ? Between.Fate.REFUSE
                        : Between.Fate.PASS)) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", between.uri());
            assertEquals(OK, invoke(event));
        }
        assertEquals(29, tables.all("timestamps").size());
        assertEquals(7, tables.all("dead_letters").getFirst().number("offset", -1));
        assertEquals(1, tables.all("dead_letters").size());
    }

    @Test
    void namesTheLowestFailedOffsetAndFinishesTheOtherPartitions() throws IOException {
        environment.put("PARTIAL_BATCH_RESPONSE", "true");
        TestEvent event = new TestEvent();
        for (int offset = 0; offset < 10; offset++) {
            event.like(0, offset, "tt" + offset).like(1, offset, "tt" + offset);
        }
        try (Between between = new Between(
                dynamoDb.endpoint(),
                body -> body.contains("tt6") && body.contains("events#1") ? Between.Fate.FAIL : Between.Fate.PASS)) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", between.uri());
            assertEquals(
                    "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"events-1\",\"offset\":6}}]}",
                    invoke(event));
        }
        for (int movie = 0; movie < 10; movie++) {
            long least = movie < 6 ? 2 : 1;
            assertTrue(tables.likes("tt" + movie) >= least, "tt" + movie);
        }
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        assertEquals(OK, invoke(event));
        for (int movie = 0; movie < 10; movie++) {
            assertEquals(2, tables.likes("tt" + movie), "tt" + movie);
        }
    }

    @Test
    void failsTheWholeBatchWhenNobodyAsksWhichRecords() throws IOException {
        try (Between between = new Between(dynamoDb.endpoint(), body -> Between.Fate.FAIL)) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", between.uri());
            assertThrows(BatchFailedException.class, () -> invoke(likes(0, 3)));
        }
        assertEquals(0, tables.likes("tt1"));
    }

    @Test
    void bringsTheBatchAgainWhenADeadLetterCannotBeKept() throws IOException {
        TestEvent event = new TestEvent()
                .like(0, 0, "tt1")
                .add("events", 0, 1, TestEvent.headers("nonsense", "x"), TestEvent.json("{}"));
        try (Between between = new Between(
                dynamoDb.endpoint(), body -> body.contains("dead_letters") ? Between.Fate.FAIL : Between.Fate.PASS)) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", between.uri());
            assertThrows(BatchFailedException.class, () -> invoke(event));
        }
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        assertEquals(OK, invoke(event));
        assertEquals(1, tables.likes("tt1"));
        assertEquals(1, tables.all("dead_letters").size());
    }

    @Test
    void beginsNothingWithoutTimeForIt() throws IOException {
        environment.put("PARTIAL_BATCH_RESPONSE", "true");
        String answer = invoke(handler(), likes(4, 9), 600);
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"events-0\",\"offset\":4}}]}", answer);
    }
}
