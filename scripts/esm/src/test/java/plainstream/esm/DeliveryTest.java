package plainstream.esm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);
    private static final String FAIL = "fail";
    private static final String THROTTLE = "throttle";

    private final List<List<String>> calls = new ArrayList<>();
    private final List<JsonNode> messages = new ArrayList<>();
    private MappingSettings.Retry retry = Items.RETRY;
    private boolean partial = true;
    private boolean destination;

    @Test
    void retriesTheWholeBatchUntilItSucceeds() {
        var done = deliver(Items.items(0, 3), values -> calls.size() < 4 ? FAIL : "");
        assertEquals(List.of("p0o0", "p0o1", "p0o2"), calls.get(0));
        assertEquals(4, calls.size());
        assertEquals(calls.get(0), calls.get(3));
        assertEquals(Map.of(P0, 3L), done);
    }

    @Test
    void takesNullEmptyAndAnEmptyListForSuccess() {
        for (String answer : List.of("", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}")) {
            calls.clear();
            assertEquals(Map.of(P0, 2L), deliver(Items.items(0, 2), values -> answer), answer);
            assertEquals(1, calls.size(), answer);
        }
    }

    @Test
    void retriesTheWholeBatchForAnItemThatIsNotInIt() {
        for (String answer : List.of(
                failure("t-0", "9"),
                failure("t-7", "0"),
                failure("", "0"),
                failure("t-0", "null"),
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"wrong\":1}]}",
                "{\"batchItemFailures\":7}",
                "no json")) {
            calls.clear();
            deliver(Items.items(0, 2), values -> calls.size() == 1 ? answer : "{}");
            assertEquals(List.of(List.of("p0o0", "p0o1"), List.of("p0o0", "p0o1")), calls, answer);
        }
    }

    @Test
    void ignoresThePartialResponseUnlessItIsTurnedOn() {
        partial = false;
        assertEquals(Map.of(P0, 2L), deliver(Items.items(0, 2), values -> failure("t-0", "0")));
        assertEquals(1, calls.size());
    }

    @Test
    void givesOnlyTheRestOfEachFailedPartitionAgain() {
        var batch = new ArrayList<>(Items.items(0, 4));
        batch.addAll(Items.items(1, 2));
        var done = deliver(batch, values -> calls.size() == 1 ? """
                        {"batchItemFailures":[{"itemIdentifier":{"partition":"t-0","offset":3}},
                        {"itemIdentifier":{"partition":"t-0","offset":2}}]}""" : "");
        assertEquals(List.of("p0o2", "p0o3"), calls.get(1));
        assertEquals(2, calls.size());
        assertEquals(Map.of(P0, 4L, P1, 2L), done);
    }

    @Test
    void oneStuckPartitionDoesNotHoldUpAnother() {
        retry = new MappingSettings.Retry(3, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(1));
        var batch = new ArrayList<>(Items.items(0, 1));
        batch.addAll(Items.items(1, 1));
        deliver(batch, values -> {
            if (calls.size() == 1) {
                return """
                        {"batchItemFailures":[{"itemIdentifier":{"partition":"t-0","offset":0}},
                        {"itemIdentifier":{"partition":"t-1","offset":0}}]}""";
            }
            return values.contains("p0o0") ? FAIL : "";
        });
        assertTrue(calls.subList(1, 3).contains(List.of("p1o0")), calls::toString);
    }

    @Test
    void halvesTheBatchToFindTheBadRecordAndKeepsTheOrder() {
        retry = new MappingSettings.Retry(1, Duration.ZERO, true, Duration.ofMillis(1), Duration.ofMillis(1));
        destination = true;
        var seen = new ArrayList<String>();
        var done = deliver(Items.items(0, 8), values -> {
            if (values.contains("p0o5")) {
                return FAIL;
            }
            seen.addAll(values);
            return "";
        });
        assertEquals(List.of("p0o0", "p0o1", "p0o2", "p0o3", "p0o4", "p0o6", "p0o7"), seen);
        assertEquals(Map.of(P0, 8L), done);
        assertEquals(1, messages.size());
        assertEquals(
                "5",
                messages.getFirst()
                        .at("/KafkaBatchInfo/recordsInfo/t-0/firstRecordOffset")
                        .asText());
        assertEquals(2, calls.stream().filter(List.of("p0o5")::equals).count());
    }

    @Test
    void reportsABatchThatUsedUpItsAttemptsAsAwsDocumentsIt() {
        retry = new MappingSettings.Retry(2, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(1));
        destination = true;
        assertEquals(Map.of(P0, 2L), deliver(Items.items(0, 2), values -> FAIL));
        assertEquals(3, calls.size());
        var message = messages.getFirst();
        assertEquals(
                "RetryAttemptsExhausted",
                message.at("/requestContext/condition").asText());
        assertEquals(3, message.at("/requestContext/approximateInvokeCount").asInt());
        assertEquals("arn", message.at("/requestContext/functionArn").asText());
        assertEquals("Unhandled", message.at("/responseContext/functionError").asText());
        assertEquals(2, message.at("/KafkaBatchInfo/batchSize").asInt());
        assertEquals(
                "0",
                message.at("/KafkaBatchInfo/recordsInfo/t-0/firstRecordOffset").asText());
        assertEquals(
                "1",
                message.at("/KafkaBatchInfo/recordsInfo/t-0/lastRecordOffset").asText());
        assertTrue(message.at("/timestamp").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void endsInfiniteRetriesAfterTenWhenThereIsADestination() {
        destination = true;
        deliver(Items.items(0, 1), values -> FAIL);
        assertEquals(11, calls.size());
        assertEquals(1, messages.size());
    }

    @Test
    void commitsNothingBeforeTheDestinationHasTheMessage() throws Exception {
        retry = new MappingSettings.Retry(0, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(1));
        var tries = new ArrayList<Map<TopicPartition, Long>>();
        var deliveries = new Delivery[1];
        Destination failing = failed -> {
            tries.add(deliveries[0].done());
            if (tries.size() < 3) {
                throw new IOException("queue away");
            }
        };
        deliveries[0] = new Delivery(mapping(values -> FAIL, Optional.of(failing)), Items.items(0, 1));
        deliveries[0].run();
        assertEquals(List.of(Map.of(), Map.of(), Map.of()), tries);
        assertEquals(Map.of(P0, 1L), deliveries[0].done());
    }

    @Test
    void givesUpRecordsBeyondTheMaximumAge() {
        retry = new MappingSettings.Retry(-1, Duration.ofMinutes(1), false, Duration.ZERO, Duration.ZERO);
        destination = true;
        long old = System.currentTimeMillis() - 61_000;
        var done =
                deliver(List.of(Items.item(0, 0, "old".getBytes(UTF_8), old), Items.item(0, 1, "new")), values -> "");
        assertEquals(List.of(List.of("new")), calls);
        assertEquals(
                "RecordAgeExceeded",
                messages.getFirst().at("/requestContext/condition").asText());
        assertEquals(Map.of(P0, 2L), done);
    }

    @Test
    void givesUpARecordThatFitsNoEvent() {
        destination = true;
        var huge = Items.item(0, 1, new byte[RuntimeApi.PAYLOAD_LIMIT * 3 / 4], System.currentTimeMillis());
        var done = deliver(List.of(Items.item(0, 0, "a"), huge, Items.item(0, 2, "b")), values -> "");
        assertEquals(List.of(List.of("a"), List.of("b")), calls);
        var message = messages.getFirst();
        assertEquals(
                "MaximumPayloadSizeExceeded",
                message.at("/requestContext/condition").asText());
        assertTrue(message.get("responseContext").isNull());
        assertEquals(Map.of(P0, 3L), done);
    }

    @Test
    void forgetsThePartitionsThatItLost() {
        var batch = new ArrayList<>(Items.items(0, 1));
        batch.addAll(Items.items(1, 1));
        var delivery = new Delivery[1];
        delivery[0] = new Delivery(
                mapping(
                        values -> {
                            delivery[0].drop(java.util.Set.of(P0), 0);
                            return calls.size() == 1 ? FAIL : "";
                        },
                        Optional.empty()),
                batch);
        delivery[0].run();
        assertEquals(List.of(List.of("p0o0", "p1o0"), List.of("p1o0")), calls);
        assertEquals(Map.of(P1, 1L), delivery[0].done());
    }

    @Test
    void tellsItsListenerWhatHappens() {
        var told = new ArrayList<String>();
        MappingListener listener = new MappingListener() {
            @Override
            public void invoked(Attempt attempt) {
                told.add("invoked " + attempt.number() + " " + attempt.spans());
            }

            @Override
            public void answered(Attempt attempt, String failure, Map<TopicPartition, Long> lowest) {
                told.add("answered " + attempt.number() + " " + failure + lowest);
            }

            @Override
            public void givenUp(String mapping, String condition, List<Span> spans) {
                told.add("given up " + condition + " " + spans.getFirst().records());
            }
        };
        retry = new MappingSettings.Retry(1, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(1));
        var quiet = mapping(values -> calls.size() == 1 ? failure("t-0", "1") : FAIL, Optional.empty());
        new Delivery(
                        new Mapping(
                                quiet.settings(),
                                quiet.function(),
                                "arn",
                                Items.EVENT,
                                Optional.empty(),
                                line -> {},
                                listener),
                        Items.items(0, 3))
                .run();
        assertEquals(
                List.of(
                        "invoked 1 [Span[topic=t, partition=0, first=0, last=2, records=3]]",
                        "answered 1 {t-0=1}",
                        "invoked 2 [Span[topic=t, partition=0, first=1, last=2, records=2]]",
                        "answered 2 Unhandled: asked to{}",
                        "given up RetryAttemptsExhausted 2"),
                told);
    }

    @Test
    void aThrottleUsesUpNoAttempt() {
        retry = new MappingSettings.Retry(1, Duration.ZERO, false, Duration.ofMillis(1), Duration.ofMillis(1));
        destination = true;
        var done = deliver(Items.items(0, 1), values -> calls.size() < 6 ? THROTTLE : calls.size() == 6 ? FAIL : "");
        assertEquals(7, calls.size());
        assertEquals(List.of(), messages);
        assertEquals(Map.of(P0, 1L), done);
    }

    private Map<TopicPartition, Long> deliver(List<Item> batch, Function<List<String>, String> function) {
        Destination kept = failed -> messages.add(MAPPER.readTree(failed.message()));
        var delivery = new Delivery(mapping(function, destination ? Optional.of(kept) : Optional.empty()), batch);
        delivery.run();
        return delivery.done();
    }

    private Mapping mapping(Function<List<String>, String> function, Optional<Destination> destination) {
        Invoker invoker = event -> {
            calls.add(Items.values(event));
            String answer = function.apply(calls.getLast());
            if (answer.equals(FAIL)) {
                throw new FunctionError("Unhandled", "asked to");
            }
            if (answer.equals(THROTTLE)) {
                throw new FunctionError(FunctionError.THROTTLE, "Rate Exceeded.");
            }
            return answer.getBytes(UTF_8);
        };
        return new Mapping(Items.settings(retry, partial), invoker, "arn", Items.EVENT, destination, line -> {});
    }

    private static String failure(String partition, String offset) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"%s\",\"offset\":%s}}]}"
                .formatted(partition, offset);
    }
}
