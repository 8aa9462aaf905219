package plainstream.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plainstream.consumer.function.Tables;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.kit.Repository;

/** What pipeline.json describes, for AWS and for the local stack, is what the code has. */
class PipelineTest {
    private static final String CODE = "consumer/src/main/java/plainstream/consumer/";

    private final JsonObject pipeline = Json.parse(
                    Repository.read("terraform/pipeline.json").getBytes(UTF_8))
            .asObject();

    @Test
    void everyFunctionHasItsHandler() throws Exception {
        for (JsonValue function : members("functions").values()) {
            var handler = Class.forName(function.asObject().member("handler").asString());
            assertTrue(RequestStreamHandler.class.isAssignableFrom(handler), handler.getName());
        }
    }

    /** Those of {@code Tables}, and those that the code names where it stores and reads rows as they are. */
    @Test
    void theTablesAreThoseOfTheCode() throws Exception {
        var inCode = new TreeSet<String>();
        for (var method : Tables.class.getDeclaredMethods()) {
            boolean named = method.getParameterCount() == 0 && method.getReturnType() == String.class;
            if (named && !Modifier.isStatic(method.getModifiers()) && !isOfRecord(method.getName())) {
                inCode.add((String) method.invoke(new Tables("")));
            }
        }
        var described = new TreeSet<>(members("tables").keySet());
        var lacking = new TreeSet<>(inCode);
        lacking.removeAll(described);
        assertEquals(Set.of(), lacking, "terraform/pipeline.json lacks tables of Tables.java");
        described.removeAll(inCode);
        var code = Repository.read(CODE + "store/Classifier.java") + Repository.read(CODE + "QueriesHandler.java");
        described.removeIf(table -> code.contains("\"" + table + "\","));
        assertEquals(Set.of(), described, "no code uses these tables of terraform/pipeline.json");
    }

    @Test
    void everyMappingAndRouteNamesATopicAndAFunctionThatAreThere() {
        for (JsonValue mapping : members("mappings").values()) {
            assertTrue(members("topics")
                    .containsKey(mapping.asObject().member("topic").asString()));
            assertTrue(members("functions")
                    .containsKey(mapping.asObject().member("function").asString()));
        }
        for (JsonValue route : pipeline.member("routes").asArray().elements()) {
            assertTrue(members("functions")
                    .containsKey(route.asObject().member("function").asString()));
        }
    }

    @Test
    void grantsGoToFunctionsThatAreThere() {
        for (JsonValue table : members("tables").values()) {
            var grants = table.asObject().member("grants").asObject().members();
            assertTrue(members("functions").keySet().containsAll(grants.keySet()), grants::toString);
        }
    }

    private Map<String, JsonValue> members(String name) {
        return pipeline.member(name).asObject().members();
    }

    private static boolean isOfRecord(String method) {
        return method.equals("toString")
                || Arrays.stream(Tables.class.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(method));
    }
}
