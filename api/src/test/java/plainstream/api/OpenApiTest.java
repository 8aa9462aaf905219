package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import plainstream.api.http.Drain;
import plainstream.api.http.Limit;
import plainstream.api.http.Route;
import plainstream.api.routes.Routes;
import plainstream.consumer.query.Page;

/** The document and the routes say the same, in both directions. */
class OpenApiTest {
    private static final ApiFixture api = new ApiFixture();
    private static Map<String, Object> document;

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.yaml")) {
            document = new Yaml().load(in);
        }
    }

    @Test
    void hasTheRoutesPathsAndMethods() {
        Map<String, Set<String>> routes = new TreeMap<>();
        for (Route route : Routes.all(new RecordingPublisher(), new Drain(), "{}")) {
            Set<String> methods = new TreeSet<>();
            route.handlers().keySet().forEach(method -> methods.add(method.toLowerCase(java.util.Locale.ROOT)));
            routes.put(route.path(), methods);
        }
        Map<String, Set<String>> described = new TreeMap<>();
        map(document, "paths")
                .forEach((path, item) ->
                        described.put(path, new TreeSet<>(asMap(item).keySet())));
        assertEquals(described, routes);
    }

    @Test
    void hasTheRoutesQueryParameters() {
        for (Route route : Routes.all(new RecordingPublisher(), new Drain(), "{}")) {
            Map<String, Object> get =
                    asMap(map(map(document, "paths"), route.path()).get("get"));
            Set<String> described = new TreeSet<>();
            for (Object parameter : (List<?>) get.getOrDefault("parameters", List.of())) {
                Map<String, Object> resolved = resolve(asMap(parameter));
                if (resolved.get("in").equals("query")) {
                    described.add((String) resolved.get("name"));
                }
            }
            assertEquals(new TreeSet<>(route.parameters()), described, route.path());
        }
    }

    /** One example on each side of every limit that a client can meet; the document and the code have to judge it alike. */
    @Test
    void hasTheLimitsOfTheRules() {
        Map<String, Object> schemas = map(map(document, "components"), "schemas");
        for (String id : List.of("OrderNo", "Customer")) {
            Map<String, Object> schema =
                    resolve(asMap(map(map(schemas, "Order"), "properties").get(id)));
            int most = (int) schema.get("maxLength");
            assertOrder(202, id, "\ud83d\ude00".repeat(most));
            assertOrder(400, id, "\ud83d\ude00".repeat(most + 1));
            assertOrder((int) schema.get("minLength") == 1 ? 400 : 202, id, "");
        }
        ((List<?>) map(map(schemas, "OrderNo"), "not").get("enum")).forEach(dots -> assertOrder(400, "OrderNo", dots));
        int members = (int) map(schemas, "Order").get("maxProperties");
        assertEquals(202, api.post("/orders", order(members)).statusCode());
        assertEquals(400, api.post("/orders", order(members + 1)).statusCode());
    }

    @Test
    void hasTheLimitsOfRequests() {
        String text = map(document, "info").get("description").toString();
        for (Limit limit : Limit.values()) {
            String number = String.format(java.util.Locale.ROOT, "%,d", limit.ours());
            assertTrue(text.contains(number + " "), limit + " is " + number);
        }
    }

    @Test
    void hasThePatternsOfTheRules() {
        Map<String, Object> movieId = map(map(map(document, "components"), "schemas"), "MovieId");
        for (String text : List.of("a", "-a", "", "a/b", "a".repeat(64), "a".repeat(65))) {
            boolean good = text.matches(movieId.get("pattern").toString());
            int status = api.post("/likes", "{\"movieId\":\"" + text + "\"}").statusCode();
            assertEquals(good ? 202 : 400, status, text);
        }
        Map<String, Object> name = asMap(asMap(((List<?>) asMap(map(map(document, "paths"), "/current_time")
                                        .get("get"))
                                .get("parameters"))
                        .getFirst())
                .get("schema"));
        int most = (int) name.get("maxLength");
        for (String text : List.of("a", "1", "a_-9", "a.", "a".repeat(most), "a".repeat(most + 1))) {
            boolean good = text.matches(name.get("pattern").toString()) && text.length() <= most;
            assertEquals(good ? 200 : 400, api.get("/current_time?name=" + text).statusCode(), text);
        }
    }

    @Test
    void hasTheLimitsOfPages() {
        Map<String, Object> limit = map(map(map(map(document, "components"), "parameters"), "Limit"), "schema");
        int most = (int) limit.get("maximum");
        assertEquals(most, page(most).limit());
        assertThrows(RuntimeException.class, () -> page(most + 1));
        assertThrows(RuntimeException.class, () -> page((int) limit.get("minimum") - 1));
        assertEquals(limit.get("default"), Page.of(Map.of()).limit());
    }

    private static Page page(int limit) {
        return Page.of(Map.of("limit", List.of(Integer.toString(limit))));
    }

    private static void assertOrder(int status, String member, Object value) {
        String other = member.equals("OrderNo") ? "Customer" : "OrderNo";
        String order = "{\"" + other + "\":\"x\",\"" + member + "\":\"" + value + "\"}";
        assertEquals(status, api.post("/orders", order).statusCode(), order);
    }

    private static String order(int members) {
        StringBuilder order = new StringBuilder("{\"OrderNo\":\"1\",\"Customer\":\"J\"");
        for (int i = 2; i < members; i++) {
            order.append(",\"m").append(i).append("\":").append(i);
        }
        return order.append('}').toString();
    }

    @Test
    void hasNoReferenceIntoTheVoid() {
        assertTrue(references(document) > 50);
    }

    private static int references(Object node) {
        int count = 0;
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String) {
                resolve(asMap(map));
                count++;
            }
            for (Object value : map.values()) {
                count += references(value);
            }
        } else if (node instanceof List<?> list) {
            for (Object value : list) {
                count += references(value);
            }
        }
        return count;
    }

    private static Map<String, Object> resolve(Map<String, Object> node) {
        if (!(node.get("$ref") instanceof String reference)) {
            return node;
        }
        Object target = document;
        for (String step : reference.substring(2).split("/")) {
            target = asMap(target).get(step);
            assertTrue(target != null, reference);
        }
        return asMap(target);
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return asMap(parent.get(name));
    }

    @SuppressWarnings("unchecked") // The document's shape is what is tested here.
    private static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }
}
