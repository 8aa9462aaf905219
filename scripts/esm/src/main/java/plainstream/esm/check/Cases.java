package plainstream.esm.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import plainstream.esm.MappingSettings;

/**
 * The cases, made around a value that the handler under test takes.
 *
 * @param value what a good record of its topic holds
 */
public record Cases(String value) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Lambda's payload may have 6 MB; base64 makes four bytes of three. */
    private static final int LIMIT_BYTES = 6 * 1024 * 1024;

    private static final long TIME = 1_795_651_200_000L;

    /** All of them, in the order of their table. */
    public List<Case> all() {
        return List.of(
                one("plain", "one good record", record -> {}),
                one("no key", "a key that is left out", record -> record.remove("key")),
                one("null key", "a key that is null", record -> record.putNull("key")),
                one("no value", "a tombstone, its value left out", record -> record.remove("value")),
                one("null value", "a tombstone, its value null", record -> record.putNull("value")),
                one("empty value", "a value of no bytes", record -> record.put("value", "")),
                one("no headers", "headers left out", record -> record.remove("headers")),
                one(
                        "negative header bytes",
                        "header values are signed bytes, -128 to 127",
                        record -> header(record, "h", -61, -92, -128, 127)),
                one("repeated header", "names may come again, in order", record -> {
                    header(record, "h", 49);
                    header(record, "h", 50);
                }),
                one("empty header", "a header without a value", record -> header(record, "h")),
                one(
                        "unknown members",
                        "members of tomorrow",
                        record -> record.put("leaderEpoch", 3)
                                .putObject("valueSchemaMetadata")
                                .put("dataFormat", "JSON")),
                one(
                        "log append time",
                        "the broker's time instead of the producer's",
                        record -> record.put("timestampType", "LOG_APPEND_TIME")),
                one(
                        "not UTF-8",
                        "a value that is no text",
                        record -> record.put("value", Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, 0}))),
                new Case("several partitions", "of two topics in one event", List.of(partitions())),
                new Case(
                        "empty record list",
                        "a partition without records",
                        List.of(event(records -> records.putArray("t-0")))),
                new Case("no records", "an event without partitions", List.of(event(records -> {}))),
                new Case("self-managed", "the other event source, without an ARN", List.of(selfManaged())),
                new Case("unknown top members", "members of tomorrow beside the records", List.of(unknown())),
                new Case("a thousand records", "of one partition", List.of(many(1_000))),
                new Case("at the payload's limit", "6 MB in one record", List.of(large())),
                new Case("the batch again", "delivered twice, as after a lost answer", List.of(many(10), many(10))),
                new Case("a part again", "a part of it, then the whole", List.of(many(4), many(10))));
    }

    private Case one(String name, String why, Consumer<ObjectNode> change) {
        return new Case(name, why, List.of(event(records -> {
            ObjectNode record = record(records.putArray("t-0"), "t", 0, 0);
            change.accept(record);
        })));
    }

    private byte[] partitions() {
        return event(records -> {
            for (String topic : List.of("t", "topic-with-1-dash")) {
                for (int partition : List.of(0, 7)) {
                    record(records.putArray(topic + "-" + partition), topic, partition, 3);
                }
            }
        });
    }

    private byte[] many(int count) {
        return event(records -> {
            ArrayNode list = records.putArray("t-0");
            for (int offset = 0; offset < count; offset++) {
                record(list, "t", 0, offset);
            }
        });
    }

    private byte[] large() {
        int envelope =
                event(records -> record(records.putArray("t-0"), "t", 0, 0).put("value", "")).length;
        String text = "A".repeat((LIMIT_BYTES - envelope) / 4 * 4);
        return event(records -> record(records.putArray("t-0"), "t", 0, 0).put("value", text));
    }

    private byte[] selfManaged() {
        ObjectNode event = tree(many(1));
        event.put("eventSource", "SelfManagedKafka").remove("eventSourceArn");
        return bytes(event);
    }

    private byte[] unknown() {
        ObjectNode event = tree(many(1));
        event.putObject("tomorrow").putArray("list").add(1).addNull();
        return bytes(event);
    }

    private static byte[] event(Consumer<ObjectNode> records) {
        ObjectNode event = MAPPER.createObjectNode().put("eventSource", "aws:kafka");
        event.put("eventSourceArn", MappingSettings.CLUSTER_ARN)
                .put("bootstrapServers", "b-1.example:9098,b-2.example:9098");
        records.accept(event.putObject("records"));
        return bytes(event);
    }

    private ObjectNode record(ArrayNode list, String topic, int partition, long offset) {
        ObjectNode record =
                list.addObject().put("topic", topic).put("partition", partition).put("offset", offset);
        record.put("timestamp", TIME + offset).put("timestampType", "CREATE_TIME");
        record.put("key", base64("key-" + offset)).put("value", base64(value));
        record.putArray("headers");
        return record;
    }

    private static void header(ObjectNode record, String name, int... bytes) {
        ArrayNode value = ((ArrayNode) record.get("headers")).addObject().putArray(name);
        for (int b : bytes) {
            value.add(b);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode tree(byte[] event) {
        try {
            return (ObjectNode) MAPPER.readTree(event);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException("an event of our own is no JSON", e);
        }
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The positions of an event's records, {@code partition@offset}, by which an answer may name them. */
    static List<String> positions(byte[] event) {
        var positions = new ArrayList<String>();
        tree(event)
                .path("records")
                .properties()
                .forEach(partition -> partition
                        .getValue()
                        .forEach(record -> positions.add(
                                partition.getKey() + "@" + record.path("offset").asLong())));
        return positions;
    }
}
