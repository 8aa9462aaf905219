package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonWriter;
import plainstream.kit.Repository;

/**
 * The keys of a table, as {@code terraform/pipeline.json} describes it.
 *
 * @param keys partition key, and sort key if there is one
 * @param indexes keys by the names of their indexes
 */
record TableKeys(List<Key> keys, Map<String, Key> indexes) {
    static final Map<String, TableKeys> TABLES = described();

    record Key(String name, String type) {
        private static Key of(JsonObject key) {
            return new Key(key.member("name").asString(), key.member("type").asString());
        }
    }

    private static Map<String, TableKeys> described() {
        Map<String, TableKeys> tables = new LinkedHashMap<>();
        JsonObject pipeline = Json.parse(
                        Repository.read("terraform/pipeline.json").getBytes(UTF_8))
                .asObject();
        pipeline.member("tables").asObject().members().forEach((name, table) -> tables.put(name, of(table.asObject())));
        return tables;
    }

    private static TableKeys of(JsonObject table) {
        List<Key> keys = new ArrayList<>(List.of(Key.of(table.member("hash_key").asObject())));
        table.find("range_key").ifPresent(key -> keys.add(Key.of(key.asObject())));
        Map<String, Key> indexes = new LinkedHashMap<>();
        table.find("indexes")
                .ifPresent(all ->
                        all.asObject().members().forEach((name, key) -> indexes.put(name, Key.of(key.asObject()))));
        return new TableKeys(keys, indexes);
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    String createRequest(String table) {
        JsonWriter out = new JsonWriter().beginObject().name("TableName").string(table);
        out.name("BillingMode")
                .string("PAY_PER_REQUEST")
                .name("AttributeDefinitions")
                .beginArray();
        Stream.concat(keys.stream(), indexes.values().stream()).forEach(key -> {
            out.beginObject().name("AttributeName").string(key.name());
            out.name("AttributeType").string(key.type()).endObject();
        });
        schema(out.endArray(), keys);
        if (!indexes.isEmpty()) {
            out.name("GlobalSecondaryIndexes").beginArray();
            indexes.forEach((name, key) -> {
                schema(out.beginObject().name("IndexName").string(name), List.of(key));
                out.name("Projection")
                        .beginObject()
                        .name("ProjectionType")
                        .string("ALL")
                        .endObject()
                        .endObject();
            });
            out.endArray();
        }
        return new String(out.endObject().toBytes(), UTF_8);
    }

    private static void schema(JsonWriter out, List<Key> keys) {
        out.name("KeySchema").beginArray();
        for (Key key : keys) {
            out.beginObject().name("AttributeName").string(key.name());
            out.name("KeyType")
                    .string(key == keys.getFirst() ? "HASH" : "RANGE")
                    .endObject();
        }
        out.endArray();
    }
}
