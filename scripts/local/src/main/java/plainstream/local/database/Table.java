package plainstream.local.database;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A table as the pipeline's description has it.
 *
 * @param hashKey partition key
 * @param rangeKey sort key
 * @param indexes secondary indexes by name, each on one key
 * @param ttl the attribute that says when an item expires
 * @param seed a file with a JSON list of plain objects, relative to the description
 * @param grants by function, the actions of DynamoDB that it may do
 */
public record Table(
        Key hashKey,
        Optional<Key> rangeKey,
        Map<String, Key> indexes,
        Optional<String> ttl,
        Optional<String> seed,
        Map<String, Set<String>> grants) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * An attribute that is a key.
     *
     * @param type {@code S}, {@code N} or {@code B}
     */
    public record Key(String name, String type) {}

    /** What a description leaves out is null here and empty in the table. */
    @JsonCreator
    static Table of(
            @JsonProperty("hash_key") Key hashKey,
            @JsonProperty("range_key") Key rangeKey,
            @JsonProperty("indexes") Map<String, Key> indexes,
            @JsonProperty("ttl") String ttl,
            @JsonProperty("seed") String seed,
            @JsonProperty("grants") Map<String, Set<String>> grants) {
        return new Table(
                Objects.requireNonNull(hashKey, "a table has a hash_key"),
                Optional.ofNullable(rangeKey),
                Objects.requireNonNullElse(indexes, Map.of()),
                Optional.ofNullable(ttl),
                Optional.ofNullable(seed),
                Objects.requireNonNullElse(grants, Map.of()));
    }

    /** The request {@code CreateTable}. */
    public ObjectNode createRequest(String name) {
        var request = MAPPER.createObjectNode().put("TableName", name).put("BillingMode", "PAY_PER_REQUEST");
        var attributes = request.putArray("AttributeDefinitions");
        keys().forEach(key ->
                attributes.addObject().put("AttributeName", key.name()).put("AttributeType", key.type()));
        var schema = request.putArray("KeySchema");
        schema.addObject().put("AttributeName", hashKey.name()).put("KeyType", "HASH");
        rangeKey.ifPresent(
                key -> schema.addObject().put("AttributeName", key.name()).put("KeyType", "RANGE"));
        if (!indexes.isEmpty()) {
            var list = request.putArray("GlobalSecondaryIndexes");
            indexes.forEach((index, key) -> index(list.addObject(), index, key));
        }
        return request;
    }

    private Set<Key> keys() {
        return new LinkedHashSet<>(Stream.of(List.of(hashKey), rangeKey.stream().toList(), indexes.values())
                .flatMap(java.util.Collection::stream)
                .toList());
    }

    private static void index(ObjectNode request, String name, Key key) {
        request.put("IndexName", name);
        request.putArray("KeySchema")
                .addObject()
                .put("AttributeName", key.name())
                .put("KeyType", "HASH");
        request.putObject("Projection").put("ProjectionType", "ALL");
    }
}
