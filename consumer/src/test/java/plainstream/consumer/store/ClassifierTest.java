package plainstream.consumer.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plainstream.consumer.TestEvent;
import plainstream.consumer.event.CloudEvent;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.function.TimestampShards;
import plainstream.consumer.log.LogLines;

class ClassifierTest {
    private static final String NOW = "2026-11-21T03:17:33.000000Z";

    private final Classifier classifier = new Classifier(Instant.parse(NOW), new TimestampShards(1));

    @Test
    void takesALikeWithItsJourney() {
        Effect.Like like = assertInstanceOf(
                Effect.Like.class, classify("plainstream.like.v1", "{\"movieId\":\"tt1\",\"more\":1}"));
        assertEquals(
                new Effect.Like(
                        "tt1", "", new Journey("2026-11-21T03:17:32.000001Z", "2026-11-21T03:17:32.123000Z", NOW)),
                like);
        assertEquals("2026-11-21T03:17:32.000001Z", classifier.oldestAcceptedAt());
    }

    @Test
    void takesTheBrokersTimeWhereTheEventHasNone() {
        Map<String, String> headers = TestEvent.headers("plainstream.like.v1", "x");
        headers.remove("ce_time");
        Effect.Like like =
                assertInstanceOf(Effect.Like.class, classify(headers, TestEvent.json("{\"movieId\":\"tt1\"}")));
        assertEquals("2026-11-21T03:17:32.123000Z", like.journey().acceptedAt());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "plainstream.greeting.v1 | {\"timestamp\":1,\"message\":\"Hello\"}",
                "plainstream.timestamp.v1 | {\"id\":\"a\",\"timestamp\":\"2026-11-21T03:17:32.000001Z\",\"clientIp\":\"::1\",\"protocol\":\"HTTP/2\"}",
                "plainstream.order-enriched.v1 | {\"OrderNo\":\"1\",\"Customer\":\"c\",\"address\":null,\"longitude\":1,\"latitude\":2}"
            })
    void takesGoodEvents(String type, String value) {
        Effect effect = classify(type, value);
        assertTrue(!(effect instanceof Effect.Invalid), effect.toString());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "plainstream.greeting.v1 | {\"timestamp\":1}",
                "plainstream.greeting.v1 | {\"timestamp\":\"1\",\"message\":\"Hello\"}",
                "plainstream.timestamp.v1 | {\"id\":\"\",\"timestamp\":\"2026-11-21T03:17:32.000001Z\",\"clientIp\":\"::1\",\"protocol\":\"x\"}",
                "plainstream.timestamp.v1 | {\"id\":\"a\",\"timestamp\":\"2026-11-21T03:17:32Z\",\"clientIp\":\"::1\",\"protocol\":\"x\"}",
                "plainstream.timestamp.v1 | {\"id\":\"a\",\"timestamp\":\"2026-11-21T03:17:32.000001Z\",\"clientIp\":\"\\ud800\",\"protocol\":\"x\"}",
                "plainstream.like.v1 | {\"movieId\":\"-a\"}",
                "plainstream.like.v1 | {\"movieId\":\"a\",\"movieId\":\"b\"}",
                "plainstream.like.v1 | [\"movieId\"]",
                "plainstream.order-enriched.v1 | {\"OrderNo\":\"1\",\"Customer\":\"c\",\"acceptedAt\":\"x\"}",
                "plainstream.order-enriched.v1 | {\"OrderNo\":1,\"Customer\":\"c\"}",
                "plainstream.order-enriched.v1 | {\"OrderNo\":\"1\",\"Customer\":\"c\",\"\":1}",
                "plainstream.order.v1 | {\"OrderNo\":\"1\",\"Customer\":\"c\"}"
            })
    void refusesBadEvents(String type, String value) {
        assertInstanceOf(Effect.Invalid.class, classify(type, value));
    }

    @Test
    void refusesTimesThatNoClocksErrorExplains() {
        Map<String, String> headers = TestEvent.headers("plainstream.like.v1", "x");
        headers.put("ce_time", "2026-11-21T03:22:33.000000Z");
        assertInstanceOf(Effect.Like.class, classify(headers, TestEvent.json("{\"movieId\":\"tt1\"}")));
        headers.put("ce_time", "2026-11-21T03:22:33.000001Z");
        assertInstanceOf(Effect.Invalid.class, classify(headers, TestEvent.json("{\"movieId\":\"tt1\"}")));
        assertInstanceOf(
                Effect.Invalid.class,
                classify(
                        "plainstream.timestamp.v1",
                        new String(TestEvent.timestampJson("a", "9999-12-31T23:59:59.000000Z"), UTF_8)));
    }

    @Test
    void tellsTimestampsOfOneMicrosecondApartByTheirIds() {
        Map<String, String> headers = TestEvent.headers("plainstream.timestamp.v1", "x");
        String time = "2026-11-21T03:17:32.000001Z";
        Effect.Timestamp one = (Effect.Timestamp) classify(headers, TestEvent.timestampJson("a", time));
        Effect.Timestamp other = (Effect.Timestamp) classify(headers, TestEvent.timestampJson("b", time));
        assertEquals(
                time + "#a " + time + "#b",
                one.item().text("at") + " " + other.item().text("at"));
    }

    @Test
    void knowsAKeyByWhatItWasUsedFor() {
        Map<String, String> headers = TestEvent.headers("plainstream.like.v1", "k");
        headers.put("ce_idempotent", "true");
        Effect.Like one = (Effect.Like) classify(headers, TestEvent.json("{\"movieId\":\"tt1\"}"));
        Effect.Like other = (Effect.Like) classify(headers, TestEvent.json("{\"movieId\":\"tt2\"}"));
        assertEquals("likes#tt1#k likes#tt2#k", one.key() + " " + other.key());
    }

    @Test
    void refusesAKeyThatIsNone() {
        Map<String, String> headers = TestEvent.headers("plainstream.like.v1", "no key");
        headers.put("ce_idempotent", "true");
        assertInstanceOf(Effect.Invalid.class, classify(headers, TestEvent.json("{\"movieId\":\"tt1\"}")));
    }

    @Test
    void ignoresTombstones() {
        try (LogLines log = new LogLines(Classifier.class)) {
            assertEquals(
                    new Effect.Ignored("tombstone"), classify(TestEvent.headers("plainstream.like.v1", "x"), null));
            assertEquals(List.of("INFO tombstone"), log.lines());
        }
    }

    @Test
    void logsGreetingsAndPlainMessages() {
        try (LogLines log = new LogLines(Classifier.class);
                LogLines plain = new LogLines(CloudEvent.class)) {
            assertEquals(
                    new Effect.Logged(),
                    classify("plainstream.greeting.v1", "{\"timestamp\":1,\"message\":\"Hello\"}"));
            assertEquals(new Effect.Logged(), classify(Map.of(), TestEvent.json("hello")));
            assertEquals("[INFO Hello] 1", log.lines() + " " + plain.lines().size());
        }
    }

    @Test
    void remembersWhenTheOldestWasAccepted() {
        Map<String, String> headers = TestEvent.headers("plainstream.like.v1", "x");
        assertEquals("", classifier.oldestAcceptedAt());
        for (String time : List.of("03:17:32", "03:17:31", "03:17:33")) {
            headers.put("ce_time", "2026-11-21T" + time + "Z");
            classify(headers, TestEvent.json("{\"movieId\":\"tt1\"}"));
        }
        assertEquals("2026-11-21T03:17:31.000000Z", classifier.oldestAcceptedAt());
    }

    @ParameterizedTest
    @CsvSource({"1, true", "256, true", "0, false", "257, false"})
    void takesTextsOf1To256Characters(int length, boolean takes) {
        String text = "x".repeat(length);
        Effect effect = classify(
                "plainstream.timestamp.v1",
                "{\"id\":\"a\",\"timestamp\":\"2026-11-21T03:17:32.000001Z\",\"clientIp\":\"" + text
                        + "\",\"protocol\":\"HTTP/2\"}");
        assertEquals(
                takes,
                effect instanceof Effect.Timestamp t
                        && t.item().text("clientIp").equals(text));
    }

    private Effect classify(String type, String value) {
        return classify(TestEvent.headers(type, "x"), TestEvent.json(value));
    }

    private Effect classify(Map<String, String> headers, byte[] value) {
        byte[] event = new TestEvent().add("events", 0, 0, headers, value).bytes();
        return classifier.classify(
                MskEventReader.read(event).getFirst().records().getFirst());
    }
}
