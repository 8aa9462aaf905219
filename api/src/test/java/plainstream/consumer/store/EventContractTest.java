package plainstream.consumer.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plainstream.api.kafka.PublishedEvents;
import plainstream.consumer.event.CloudEvent;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.event.Names;
import plainstream.consumer.event.OrderRules;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.function.TimestampShards;

/** What the API encodes, the consumer decodes, though they share no code. */
class EventContractTest {
    @Test
    void greetingsAreLogged() {
        assertInstanceOf(Effect.Logged.class, classify(record("/current_time?name=Paul", null)));
    }

    @Test
    void timestampsAreStored() {
        KafkaRecord record = record("/app", "", "Idempotency-Key", "k-1");
        Effect.Timestamp timestamp = assertInstanceOf(Effect.Timestamp.class, classify(record));
        assertEquals(CloudEvent.of(record).id(), timestamp.key());
        assertTrue(Names.isId(timestamp.key()));
        assertTrue(
                timestamp.item().toString().contains("127.0.0.1"),
                timestamp.item().toString());
        assertEquals(
                "",
                assertInstanceOf(Effect.Timestamp.class, classify(record("/app", "")))
                        .key());
    }

    @Test
    void likesAreCounted() {
        Effect.Like like =
                assertInstanceOf(Effect.Like.class, classify(record("/likes", "{\"movieId\":\"tt0111161\"}")));
        assertEquals("tt0111161", like.movieId());
        assertEquals("", like.key());
        like = assertInstanceOf(
                Effect.Like.class, classify(record("/likes", "{\"movieId\":\"a\"}", "Idempotency-Key", "k")));
        assertTrue(like.key().startsWith("likes#a#"), like.key());
    }

    @Test
    void ordersAreAsTheConsumerWantsThem() {
        for (String order : List.of(
                "{\"OrderNo\":\"SO-1\",\"Customer\":\"Jones\",\"Total\":187.2,\"paid\":true,\"note\":null}",
                "{\"OrderNo\":\"\u00e9\ud83d\ude00\\n\u2028\",\"Customer\":\"" + "\u20ac".repeat(64) + "\"}",
                "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"n\":9.99e125,\"m\":-1E-130,\"k\":12345678901234567890123456789012345678}")) {
            KafkaRecord record = record("/orders", order);
            OrderRules.checkPosted(CloudEvent.object(record));
            CloudEvent event = CloudEvent.of(record);
            assertEquals("plainstream.order.v1", event.type());
            assertTrue(event.acceptedAt().matches("[-0-9]{10}T[0-9:]{8}\\.[0-9]{6}Z"));
        }
    }

    @Test
    void keysAreTheEventsOwn() {
        assertEquals(
                "SO-1",
                new String(
                        record("/orders", "{\"OrderNo\":\"SO-1\",\"Customer\":\"J\"}")
                                .key(),
                        StandardCharsets.UTF_8));
    }

    private static Effect classify(KafkaRecord record) {
        return new Classifier(Instant.now(), new TimestampShards(1)).classify(record);
    }

    private static KafkaRecord record(String target, String body, String... headers) {
        List<PartitionRecords> partitions = MskEventReader.read(PublishedEvents.of(target, body, headers));
        assertEquals(1, partitions.size());
        return partitions.getFirst().records().getFirst();
    }
}
