package plainstream.consumer.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.consumer.Outside;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;

class MskEventReaderTest {
    @Test
    void takesTopicPartitionAndOffsetFromTheRecordAndNotFromTheKey() {
        List<PartitionRecords> partitions = read("""
                {"eventSource":"SelfManagedKafka","bootstrapServers":"b:9092","records":{"a-b-0-1":[
                  {"offset":7,"value":null,"partition":3,"topic":"a-b-0","timestamp":5,"keySchemaMetadata":{"x":[{}]}}]},"new":[1]}
                """);
        assertEquals("a-b-0-1", partitions.getFirst().mapKey());
        KafkaRecord record = partitions.getFirst().records().getFirst();
        assertEquals(
                "a-b-0 3 7 5",
                record.topic() + " " + record.partition() + " " + record.offset() + " " + record.timestampMs());
        assertFalse(record.hasKey() || record.hasValue());
        assertEquals(List.of(), record.headers());
    }

    @Test
    void keepsRepeatedHeadersAndSignedBytes() {
        List<RecordHeader> headers = read("""
                {"records":{"t-0":[{"topic":"t","partition":0,"offset":0,"headers":[{"h":[-61,-87]},{"h":[195,169]},{"\\u0068":[]},{"i":null}]}]}}
                """).getFirst().records().getFirst().headers();
        assertEquals(
                List.of("h", "h", "h", "i"),
                headers.stream().map(RecordHeader::name).toList());
        assertArrayEquals("é".getBytes(UTF_8), headers.get(0).value());
        assertArrayEquals(headers.get(0).value(), headers.get(1).value());
        assertEquals(0, headers.get(2).value().length + headers.get(3).value().length);
    }

    @Test
    void keepsEveryDigitOfAnOffset() {
        // 2 to the 53rd and one: the first whole number that a double cannot hold.
        String text = "{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":9007199254740993}]}}";
        assertEquals(
                9_007_199_254_740_993L,
                read(text).getFirst().records().getFirst().offset());
    }

    @Test
    void takesTheLastPartitionThatKafkaCanHave() {
        String text = "{\"records\":{\"t\":[{\"topic\":\"t\",\"partition\":2147483647,\"offset\":0}]}}";
        assertEquals(2_147_483_647, read(text).getFirst().partition());
    }

    @Test
    void tellsEmptyFromAbsent() {
        KafkaRecord record =
                read("{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":0,\"key\":\"\",\"value\":null}]}}")
                        .getFirst()
                        .records()
                        .getFirst();
        assertEquals(true, record.hasKey());
        assertFalse(record.hasValue());
    }

    @Test
    void restoresTheOrderOfOffsetsWhateverTheEventSays() {
        List<PartitionRecords> partitions = read("""
                {"records":{"x":[{"topic":"t","partition":0,"offset":9},{"topic":"t","partition":0,"offset":3},{"topic":"u","partition":0,"offset":1}],
                            "y":[{"topic":"t","partition":0,"offset":4}]}}
                """);
        assertEquals(2, partitions.size());
        assertEquals(
                List.of(3L, 4L, 9L),
                partitions.getFirst().records().stream()
                        .map(KafkaRecord::offset)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"records\":[]}",
                "{\"records\":{\"t-0\":{}}}",
                "{\"records\":{\"t-0\":[1]}}",
                "[]",
                "{\"records\":{\"t-0\":[{\"topic\":1}]}}",
                "{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":1.5}]}}",
                "{} {}",
                "{\"records\":{",
                "\"x\"",
                "{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":0,\"value\":\"*\"}]}}",
                "{\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":0,\"headers\":[{\"h\":[300]}]}]}}"
            })
    void refusesWhatIsNoSuchEvent(String text) {
        assertThrows(JsonException.class, () -> read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"partition\":0,\"offset\":0}",
                "{\"topic\":\"t\",\"offset\":0}",
                "{\"topic\":\"t\",\"partition\":0}",
                "{\"topic\":\"t\",\"partition\":-1,\"offset\":0}",
                "{\"topic\":\"t\",\"partition\":2147483648,\"offset\":0}",
                "{\"topic\":\"t\",\"partition\":4294967296,\"offset\":0}"
            })
    void refusesRecordsWithoutAPlace(String record) {
        assertThrows(MalformedEventException.class, () -> read("{\"records\":{\"t-0\":[" + record + "]}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"records\":{}}",
                "{\"records\":{\"t-0\":[]}}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"x\"}]}",
                "{\"eventSource\":\"aws:sqs\",\"records\":{\"t-0\":[{\"topic\":\"t\",\"partition\":0,\"offset\":0}]}}"
            })
    void refusesWhatNoKafkaMappingSends(String text) {
        assertThrows(MalformedEventException.class, () -> read(text));
    }

    @ParameterizedTest
    @CsvSource({"15, 3, 15", "3, 15, 15", "15, 15, 3"})
    void refusesTwoRecordsOfOneOffsetByName(long first, long second, long third) {
        String event = event(first, second, third);
        String message =
                assertThrows(MalformedEventException.class, () -> read(event)).getMessage();
        assertTrue(message.endsWith("t-0 offset 15"), message);
    }

    @ParameterizedTest
    @CsvSource({"3, 4, 9", "9, 4, 3", "4, 3, 9", "3, 9, 4"})
    void sortsByOffset(long first, long second, long third) {
        List<KafkaRecord> records = read(event(first, second, third)).getFirst().records();
        assertEquals(
                List.of(3L, 4L, 9L), records.stream().map(KafkaRecord::offset).toList());
    }

    private static String event(long... offsets) {
        return LongStream.of(offsets)
                .mapToObj(offset -> "{\"topic\":\"t\",\"partition\":0,\"offset\":" + offset + "}")
                .collect(Collectors.joining(",", "{\"records\":{\"t-0\":[", "]}}"));
    }

    @TestFactory
    Stream<DynamicTest> outsideSamples() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Outside.vectors("msk"))) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertFalse(files.isEmpty(), "the folder msk holds no .json files");
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> judge(Files.readAllBytes(file))));
    }

    /** The shapes that AWS, its SDKs and Powertools publish, as {@code scripts/esm} has them with their sources. */
    @TestFactory
    Stream<DynamicTest> readsThePublicSamples() throws IOException {
        List<Path> samples;
        try (Stream<Path> files = Files.list(Path.of("../scripts/esm/src/test/resources/samples"))) {
            samples = files.sorted().toList();
        }
        assertTrue(samples.size() >= 10);
        return samples.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    String text = Files.readString(file);
                    String member = "\"event\": ";
                    byte[] event = text.substring(text.indexOf(member) + member.length(), text.lastIndexOf('}'))
                            .getBytes(UTF_8);
                    assertFalse(MskEventReader.read(event).isEmpty());
                    judge(event);
                }));
    }

    /** The streaming reader and the tree, which share only the grammar, must see the same. */
    private static void judge(byte[] event) {
        StringBuilder expected = new StringBuilder();
        JsonValue records = Json.parse(event).asObject().members().get("records");
        if (records != null) {
            records.asObject()
                    .members()
                    .forEach((key, list) ->
                            list.asArray().elements().forEach(record -> describe(key, record.asObject(), expected)));
        }
        StringBuilder actual = new StringBuilder();
        MskEventReader.read(event)
                .forEach(partition ->
                        partition.records().forEach(record -> describe(partition.mapKey(), record, actual)));
        assertEquals(expected.toString(), actual.toString());
    }

    private static void describe(String key, JsonObject record, StringBuilder out) {
        out.append(key)
                .append(' ')
                .append(record.member("topic").asString())
                .append(' ')
                .append(record.member("partition").asNumber().text());
        out.append(' ')
                .append(record.member("offset").asNumber().text())
                .append(' ')
                .append(base64(record, "key"))
                .append(' ')
                .append(base64(record, "value"));
        record.find("headers")
                .ifPresent(headers -> headers.asArray()
                        .elements()
                        .forEach(header -> header.asObject().members().forEach((name, bytes) -> {
                            out.append(' ').append(name);
                            bytes.asArray()
                                    .elements()
                                    .forEach(b -> out.append(',')
                                            .append((byte) b.asNumber().asLong()));
                        })));
        out.append('\n');
    }

    private static String base64(JsonObject record, String name) {
        return record.find(name)
                .filter(value -> value.kind() != plainstream.consumer.json.JsonKind.NULL)
                .map(JsonValue::asString)
                .orElse("");
    }

    private static void describe(String key, KafkaRecord record, StringBuilder out) {
        java.util.Base64.Encoder base64 = java.util.Base64.getEncoder();
        out.append(key)
                .append(' ')
                .append(record.topic())
                .append(' ')
                .append(record.partition())
                .append(' ')
                .append(record.offset());
        out.append(' ')
                .append(base64.encodeToString(record.key()))
                .append(' ')
                .append(base64.encodeToString(record.value()));
        for (RecordHeader header : record.headers()) {
            out.append(' ').append(header.name());
            for (byte b : header.value()) {
                out.append(',').append(b);
            }
        }
        out.append('\n');
    }

    private static List<PartitionRecords> read(String text) {
        return MskEventReader.read(text.getBytes(UTF_8));
    }
}
