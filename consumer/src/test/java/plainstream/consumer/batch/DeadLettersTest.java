package plainstream.consumer.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Attribute;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.event.Archived;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.RecordHeader;
import plainstream.consumer.function.Tables;
import plainstream.consumer.log.LogLines;
import plainstream.consumer.time.Deadline;

class DeadLettersTest {
    private static final byte[] NONE = {};

    private MemoryTables tables;

    @BeforeEach
    void start() throws IOException {
        tables = new MemoryTables();
    }

    @AfterEach
    void stop() {
        tables.close();
    }

    @Test
    void keepsARecordWhole() {
        Item kept = kept(true, "k".getBytes(UTF_8), true, new byte[300_000], headers(64, 500), "bad \ud800");
        assertEquals(
                "e#t#3 7 t 3 bad ?",
                String.join(
                        " ",
                        kept.text("source"),
                        kept.attributes().get("offset") instanceof Attribute.N n ? n.text() : "",
                        kept.text("topic"),
                        Long.toString(kept.number("partition", -1)),
                        kept.text("reason")));
        assertArrayEquals("k".getBytes(UTF_8), bytes(kept, "key"));
        assertEquals(
                "300000 -1 -1",
                bytes(kept, "value").length + " " + kept.number("valueBytes", -1) + " "
                        + kept.number("headersCount", -1));
        assertEquals(
                64, ((Attribute.L) kept.attributes().get("headers")).elements().size());
        assertEquals(
                "2026-11-21T03:17:32.123000Z 2026-11-21T04:00:00.000000Z",
                kept.text("appendedAt") + " " + kept.text("processedAt"));
    }

    @Test
    void marksWhatItCuts() {
        Item kept = kept(true, new byte[10_001], true, new byte[300_001], headers(65, 501), "x".repeat(3_000));
        assertEquals("10000 10001", bytes(kept, "key").length + " " + kept.number("keyBytes", -1));
        assertEquals("300000 300001", bytes(kept, "value").length + " " + kept.number("valueBytes", -1));
        assertEquals(new Attribute.Bool(true), kept.attributes().get("valueTruncated"));
        assertEquals(
                "65 2000",
                kept.number("headersCount", -1) + " " + kept.text("reason").length());
        List<Attribute> headers = ((Attribute.L) kept.attributes().get("headers")).elements();
        Item first = ((Attribute.M) headers.getFirst()).item();
        assertEquals(
                "64 500 501",
                headers.size() + " " + bytes(first, "value").length + " " + first.number("valueBytes", -1));
    }

    @Test
    void tellsAbsentFromEmpty() {
        Item kept = kept(false, NONE, false, NONE, List.of(), "bad");
        assertEquals(
                "false false",
                kept.attributes().containsKey("key") + " " + kept.attributes().containsKey("value"));
        assertEquals(0, bytes(kept(true, NONE, true, NONE, List.of(), "bad"), "value").length);
    }

    @Test
    void saysSoAloud() {
        try (LogLines log = new LogLines(DeadLetters.class)) {
            kept(false, NONE, false, NONE, List.of(), "bad");
            assertEquals(List.of("SEVERE dead letter"), log.lines());
        }
    }

    private Item kept(
            boolean hasKey, byte[] key, boolean hasValue, byte[] value, List<RecordHeader> headers, String reason) {
        tables.clear();
        new DeadLetters(tables.client(), new Tables("x-"), "e", () -> Instant.parse("2026-11-21T04:00:00Z"))
                .keep(
                        new KafkaRecord(
                                "t", 3, 7, 1_795_231_052_123L, "", hasKey, key, hasValue, value, headers, Archived.NOT),
                        reason,
                        Deadline.inMs(5_000));
        return tables.all("x-dead_letters").getFirst();
    }

    private static List<RecordHeader> headers(int count, int bytes) {
        List<RecordHeader> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new RecordHeader("h" + i, new byte[bytes]));
        }
        return headers;
    }

    private static byte[] bytes(Item item, String name) {
        return ((Attribute.B) item.attributes().get(name)).bytes();
    }
}
