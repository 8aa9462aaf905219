package plainstream.esm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The event beside those that AWS, its SDKs and Powertools publish. Each sample says where its shape stands; its values are ours. What
 * is {@code built} is made from its records again, byte for byte; the others say why Lambda, or this mapping, makes no such event.
 */
class SamplesTest {
    private static final Path FOLDER = Path.of("src/test/resources/samples");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> isBuiltByteForByte() throws IOException {
        return samples().stream()
                .filter(sample -> sample.get("built").asBoolean())
                .map(sample ->
                        DynamicTest.dynamicTest(sample.get("source").asText(), () -> rebuild(sample.get("event"))));
    }

    @Test
    void saysWhereEachShapeStandsAndWhyItIsNotBuilt() throws IOException {
        assertTrue(samples().size() >= 10);
        for (JsonNode sample : samples()) {
            assertTrue(sample.path("source").asText().startsWith("https://"), sample::toString);
            assertTrue(sample.path("read").asText().matches("2026-\\d\\d-\\d\\d"), sample::toString);
            assertFalse(sample.path("shows").asText().isEmpty(), sample::toString);
            assertEquals(!sample.get("built").asBoolean(), sample.has("why"), sample::toString);
        }
    }

    private static void rebuild(JsonNode event) throws IOException {
        var items = new ArrayList<Item>();
        for (var list : event.get("records").properties()) {
            for (JsonNode record : list.getValue()) {
                items.add(item(record));
            }
        }
        var ours = new MskEvent(
                event.path("eventSourceArn").asText(),
                event.get("bootstrapServers").asText());
        assertEquals(MAPPER.writeValueAsString(event), new String(ours.encode(items), StandardCharsets.UTF_8));
    }

    private static Item item(JsonNode record) throws IOException {
        var headers = new RecordHeaders();
        for (JsonNode header : record.get("headers")) {
            for (var entry : header.properties()) {
                headers.add(entry.getKey(), signed(entry.getValue()));
            }
        }
        var partition = new TopicPartition(
                record.get("topic").asText(), record.get("partition").asInt());
        return new ItemWriter()
                .write(
                        partition,
                        new ConsumerRecord<>(
                                partition.topic(),
                                partition.partition(),
                                record.get("offset").asLong(),
                                record.get("timestamp").asLong(),
                                record.get("timestampType").asText().equals("CREATE_TIME")
                                        ? TimestampType.CREATE_TIME
                                        : TimestampType.LOG_APPEND_TIME,
                                0,
                                0,
                                record.has("key") ? record.get("key").binaryValue() : null,
                                record.get("value").binaryValue(),
                                headers,
                                Optional.empty()));
    }

    private static byte[] signed(JsonNode list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) list.get(i).asInt();
        }
        return bytes;
    }

    private static List<JsonNode> samples() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var samples = new ArrayList<JsonNode>();
            for (Path file : files.sorted().toList()) {
                samples.add(MAPPER.readTree(Files.readAllBytes(file)));
            }
            return samples;
        }
    }
}
