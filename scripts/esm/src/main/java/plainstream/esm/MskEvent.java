package plainstream.esm;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The event that Lambda gives a function for records of Amazon MSK, or of a self-managed cluster.
 *
 * @param clusterArn {@code eventSourceArn}; "" of a cluster that is self-managed, which has none
 * @param bootstrapServers {@code bootstrapServers}
 */
public record MskEvent(String clusterArn, String bootstrapServers) {
    /** An upper bound of what the event holds beside its records: both strings, and a key per partition. */
    private static final int ENVELOPE = 4096;

    private static final int PER_RECORD = 1;

    byte[] encode(List<Item> items) {
        var out = new ByteArrayOutputStream(length(items));
        try (var json = ItemWriter.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("eventSource", clusterArn.isEmpty() ? "SelfManagedKafka" : "aws:kafka");
            if (!clusterArn.isEmpty()) {
                json.writeStringField("eventSourceArn", clusterArn);
            }
            json.writeStringField("bootstrapServers", bootstrapServers);
            json.writeObjectFieldStart("records");
            for (var partition : byPartition(items).entrySet()) {
                partition(json, out, partition.getKey(), partition.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** The most that these many bytes of records can become. */
    static boolean fits(long recordBytes, int records) {
        return ENVELOPE + recordBytes + (long) PER_RECORD * records <= RuntimeApi.PAYLOAD_LIMIT;
    }

    static Map<TopicPartition, List<Item>> byPartition(List<Item> items) {
        var groups = new LinkedHashMap<TopicPartition, List<Item>>();
        items.forEach(item -> groups.computeIfAbsent(item.partition(), key -> new ArrayList<>())
                .add(item));
        return groups;
    }

    // The records are JSON already, and are laid beside the generator.
    private static void partition(
            JsonGenerator json, ByteArrayOutputStream out, TopicPartition partition, List<Item> items)
            throws IOException {
        json.writeArrayFieldStart(partition.toString());
        json.flush();
        out.writeBytes(items.getFirst().json());
        for (Item item : items.subList(1, items.size())) {
            out.write(',');
            out.writeBytes(item.json());
        }
        json.writeEndArray();
    }

    private static int length(List<Item> items) {
        return ENVELOPE
                + items.stream()
                        .mapToInt(item -> item.json().length + PER_RECORD)
                        .sum();
    }
}
