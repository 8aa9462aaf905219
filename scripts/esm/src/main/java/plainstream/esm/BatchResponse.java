package plainstream.esm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A function's partial batch response, as AWS reads it. */
sealed interface BatchResponse {
    /** Every record was processed: a null or empty answer, or a null or empty list of failures. */
    record Success() implements BatchResponse {}

    /** The whole batch comes again: no JSON, or an item that is not in the batch. */
    record Failure(String reason) implements BatchResponse {}

    /** In each of these partitions the records from this offset on come again. */
    record Partial(Map<TopicPartition, Long> lowest) implements BatchResponse {}

    /** Why the whole batch comes again, or "". */
    default String failure() {
        return this instanceof Failure(String reason) ? reason : "";
    }

    /** From where on which partitions come again; empty unless the response is partial. */
    default Map<TopicPartition, Long> lowest() {
        return Map.of();
    }

    ObjectMapper MAPPER = new ObjectMapper();

    static BatchResponse parse(byte[] answer, List<Item> batch) {
        JsonNode root;
        try {
            root = answer.length == 0 ? null : MAPPER.readTree(answer);
        } catch (IOException e) {
            return new Failure("the answer is no JSON");
        }
        JsonNode failures = root == null ? null : root.get("batchItemFailures");
        if (failures == null || failures.isNull() || (failures.isArray() && failures.isEmpty())) {
            return new Success();
        }
        return failures.isArray() ? lowest(failures, batch) : new Failure("batchItemFailures is no list");
    }

    private static BatchResponse lowest(JsonNode failures, List<Item> batch) {
        var partitions = new HashMap<String, TopicPartition>();
        Set<String> known = new HashSet<>();
        for (Item item : batch) {
            partitions.put(item.partition().toString(), item.partition());
            known.add(item.partition() + "@" + item.offset());
        }
        var lowest = new HashMap<TopicPartition, Long>();
        for (JsonNode failure : failures) {
            JsonNode item = failure.path("itemIdentifier");
            String partition = item.path("partition").asText();
            JsonNode offset = item.path("offset");
            if (!offset.isIntegralNumber() || !known.contains(partition + "@" + offset.asLong())) {
                return new Failure("unknown item " + item);
            }
            lowest.merge(partitions.get(partition), offset.asLong(), Math::min);
        }
        return new Partial(lowest);
    }
}
