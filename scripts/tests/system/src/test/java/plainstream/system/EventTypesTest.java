package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.kit.Repository;

/** An event type goes through both halves, two documents and the pipeline's description. What is forgotten is named here, file and all. */
class EventTypesTest {
    private static final String EVENT = "api/src/main/java/plainstream/api/kafka/Event.java";
    private static final String WRITES = "api/src/main/java/plainstream/api/routes/Writes.java";
    private static final String OPENAPI = "api/src/main/resources/plainstream/api/openapi.yaml";
    private static final String ASYNCAPI = "api/src/main/resources/plainstream/api/asyncapi.yaml";
    private static final String CONSUMER = "consumer/src/main/java/plainstream/consumer/";
    private static final String CLASSIFIER = CONSUMER + "store/Classifier.java";
    private static final String ENRICHMENT = CONSUMER + "enrich/EnrichmentRun.java";
    private static final String QUERIES = CONSUMER + "QueriesHandler.java";
    private static final String CONTRACT = "api/src/test/java/plainstream/consumer/store/EventContractTest.java";
    private static final String PIPELINE = "terraform/pipeline.json";

    private final JsonObject pipeline = Json.parse(Repository.read(PIPELINE).getBytes(StandardCharsets.UTF_8))
            .asObject();

    @Test
    void everyTypeThatIsPublishedIsReadAndDescribed() {
        var lacking = new ArrayList<String>();
        var types = found(EVENT, "\"(plainstream\\.[a-z-]+\\.v\\d)\"");
        assertTrue(types.size() >= 4, EVENT);
        for (var type : types) {
            if (!has(CLASSIFIER, "\"" + type + "\"") && !has(ENRICHMENT, "\"" + type + "\"")) {
                lacking.add(CLASSIFIER + " lacks a case for " + type + ": its records become dead letters");
            }
            if (!has(ASYNCAPI, "name: " + type + "\n")) {
                lacking.add(ASYNCAPI + " lacks a message named " + type);
            }
        }
        assertNothing(lacking);
    }

    @Test
    void everyPathThatIsWrittenToCanBeRead() {
        var lacking = new ArrayList<String>();
        var paths = found(WRITES, "new Written\\(\\s*\"(/[a-z_]+)\"");
        assertTrue(paths.size() >= 3, WRITES);
        for (var path : paths) {
            if (!has(OPENAPI, "  " + path + ":\n")) {
                lacking.add(OPENAPI + " lacks the path " + path);
            }
            if (!has(QUERIES, "\"" + path.substring(1) + "\"")) {
                lacking.add(QUERIES + " lacks a resource for " + path + ": it answers 404");
            }
            if (!has(CONTRACT, "\"" + path + "\"")) {
                lacking.add(CONTRACT + " lacks a test that the consumer takes what POST " + path + " writes");
            }
            if (routes().noneMatch(path::equals)) {
                lacking.add(
                        PIPELINE + " lacks the route " + path + ": the load balancer asks the API, which answers 404");
            }
        }
        assertNothing(lacking);
    }

    @Test
    void everyTableThatIsUsedIsThereAndMayBeUsed() {
        var lacking = new ArrayList<String>();
        found(CLASSIFIER, "Effect\\.Newest\\(\\s*\"(\\w+)\"")
                .forEach(table -> may("events", "PutItem", table, CLASSIFIER, lacking));
        found(QUERIES, "RowResource\\(\\s*wiring, \"(\\w+)\"").forEach(table -> {
            may("queries", "GetItem", table, QUERIES, lacking);
            may("queries", "Scan", table, QUERIES, lacking);
        });
        assertNothing(lacking);
    }

    private void may(String function, String action, String table, String file, List<String> lacking) {
        var tables = pipeline.member("tables").asObject().members();
        if (!tables.containsKey(table)) {
            lacking.add(PIPELINE + " lacks the table " + table + ", which " + file + " uses");
            return;
        }
        var grants = tables.get(table).asObject().member("grants").asObject().members();
        var actions = grants.containsKey(function)
                ? grants.get(function).asArray().elements().stream()
                        .map(JsonValue::asString)
                        .toList()
                : List.<String>of();
        if (!actions.contains(action)) {
            lacking.add("%s: the function %s may not %s in the table %s, as %s does"
                    .formatted(PIPELINE, function, action, table, file));
        }
    }

    private Stream<String> routes() {
        return pipeline.member("routes").asArray().elements().stream()
                .map(route -> route.asObject().member("path").asString());
    }

    private static boolean has(String file, String text) {
        return Repository.read(file).contains(text);
    }

    private static List<String> found(String file, String pattern) {
        return Pattern.compile(pattern)
                .matcher(Repository.read(file))
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    private static void assertNothing(List<String> lacking) {
        assertEquals("", String.join("\n", lacking));
    }
}
