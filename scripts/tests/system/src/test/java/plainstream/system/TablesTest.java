package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;

/** The tables stand in two places, the description of the pipeline and the local stack's: they have to be the same. */
class TablesTest {
    private static final String PREFIX = "plainstream-";

    private record Table(String hashKey, String rangeKey, Map<String, String> attributes, String index, String ttl) {}

    @Test
    void areTheSameLocallyAndOnAws() {
        assertEquals(terraform(), local());
    }

    private static Map<String, Table> terraform() {
        var description = Json.parse(Repository.read("terraform/pipeline.json").getBytes(StandardCharsets.UTF_8))
                .asObject();
        var tables = new TreeMap<String, Table>();
        description.member("tables").asObject().members().forEach((name, table) -> tables.put(name, described(table)));
        return tables;
    }

    private static Table described(JsonValue value) {
        var table = value.asObject();
        var attributes = new TreeMap<String, String>();
        var hashKey = attribute(table.member("hash_key"), attributes);
        var rangeKey = table.members().get("range_key");
        var indexes = table.members().get("indexes");
        var ttl = table.members().get("ttl");
        var index = "";
        if (indexes != null) {
            var only = indexes.asObject().members().entrySet().iterator().next();
            attribute(only.getValue(), attributes);
            index = only.getKey();
        }
        return new Table(
                hashKey,
                rangeKey == null ? "" : attribute(rangeKey, attributes),
                attributes,
                index,
                ttl == null ? "" : ttl.asString());
    }

    private static String attribute(JsonValue key, Map<String, String> attributes) {
        var name = key.asObject().member("name").asString();
        attributes.put(name, key.asObject().member("type").asString());
        return name;
    }

    private static Map<String, Table> local() {
        var stack = Json.parse(Repository.read("scripts/local/stack.json").getBytes(StandardCharsets.UTF_8))
                .asObject();
        var ttl = stack.member("timeToLive").asObject().members();
        var tables = new TreeMap<String, Table>();
        for (var value : stack.member("tables").asArray().elements()) {
            var table = value.asObject();
            var name = table.member("TableName").asString();
            tables.put(name.substring(PREFIX.length()), local(table, ttl.get(name)));
        }
        return tables;
    }

    private static Table local(JsonObject table, JsonValue ttl) {
        var attributes = new TreeMap<String, String>();
        for (var attribute : table.member("AttributeDefinitions").asArray().elements()) {
            var definition = attribute.asObject();
            attributes.put(
                    definition.member("AttributeName").asString(),
                    definition.member("AttributeType").asString());
        }
        return new Table(
                key(table, "HASH"), key(table, "RANGE"), attributes, index(table), ttl == null ? "" : ttl.asString());
    }

    private static String key(JsonObject table, String type) {
        return table.member("KeySchema").asArray().elements().stream()
                .map(JsonValue::asObject)
                .filter(key -> key.member("KeyType").asString().equals(type))
                .map(key -> key.member("AttributeName").asString())
                .findFirst()
                .orElse("");
    }

    private static String index(JsonObject table) {
        var indexes = table.members().get("GlobalSecondaryIndexes");
        return indexes == null
                ? ""
                : indexes.asArray()
                        .elements()
                        .getFirst()
                        .asObject()
                        .member("IndexName")
                        .asString();
    }
}
