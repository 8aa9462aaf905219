package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;

/** The tables stand in two places, Terraform's for AWS and the local stack's: they have to be the same. */
class TablesTest {
    private static final String PREFIX = "plainstream-";

    /** One line of Terraform's table of tables. */
    private static final Pattern TERRAFORM = Pattern.compile(
            "(?m)^ +(\\w+) += \\{ hash_key = \"(\\w+)\", range_key = (\\S+), attributes = \\{ (.*?) }, index = (\\S+), ttl = (\\S+) }$");

    private record Table(String hashKey, String rangeKey, Map<String, String> attributes, String index, String ttl) {}

    @Test
    void areTheSameLocallyAndOnAws() {
        assertEquals(terraform(), local());
    }

    private static Map<String, Table> terraform() {
        var tables = new TreeMap<String, Table>();
        for (var m = TERRAFORM.matcher(Repository.read("terraform/dynamodb.tf")); m.find(); ) {
            var attributes = new TreeMap<String, String>();
            for (var attribute : m.group(4).split(", ")) {
                attributes.put(attribute.split(" = ")[0], bare(attribute.split(" = ")[1]));
            }
            tables.put(
                    m.group(1),
                    new Table(m.group(2), bare(m.group(3)), attributes, indexOn(bare(m.group(5))), bare(m.group(6))));
        }
        return tables;
    }

    /** Terraform names an index by its key. */
    private static String indexOn(String key) {
        return key.isEmpty() ? "" : "by_" + key;
    }

    private static String bare(String value) {
        return value.equals("null") ? "" : value.replace("\"", "");
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
