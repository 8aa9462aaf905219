package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plainstream.api.YamlDocument.asMap;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import plainstream.api.http.Drain;
import plainstream.api.http.Limit;
import plainstream.api.http.Route;
import plainstream.api.routes.Routes;
import plainstream.consumer.query.Page;

/** The document and the routes say the same, in both directions. */
class OpenApiTest {
    private static final ApiFixture api = new ApiFixture();
    private static final YamlDocument document = YamlDocument.of("openapi.yaml");

    @AfterAll
    static void stop() {
        api.close();
    }

    /** What is forgotten is said in a line, file and all. */
    @Test
    void hasTheRoutesPathsAndMethods() {
        Set<String> described = new TreeSet<>();
        document.at("paths")
                .forEach((path, item) -> asMap(item)
                        .keySet()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> served = new TreeSet<>();
        for (Route route : Routes.all(new RecordingPublisher(), new Drain(), "{}")) {
            route.handlers().keySet().forEach(method -> served.add(method + " " + route.path()));
        }
        List<String> lacking = new ArrayList<>();
        served.stream()
                .filter(one -> !described.contains(one))
                .forEach(one -> lacking.add("openapi.yaml lacks " + one));
        described.stream()
                .filter(one -> !served.contains(one))
                .forEach(one -> lacking.add("Writes.java or Routes.java lacks " + one + ", which openapi.yaml has"));
        assertEquals("", String.join("\n", lacking));
    }

    @Test
    void hasTheRoutesQueryParameters() {
        for (Route route : Routes.all(new RecordingPublisher(), new Drain(), "{}")) {
            Object paths = document.at("paths").get(route.path());
            assertTrue(paths != null, "openapi.yaml lacks the path " + route.path());
            Map<String, Object> get = asMap(asMap(paths).get("get"));
            Set<String> described = new TreeSet<>();
            for (Object parameter : (List<?>) get.getOrDefault("parameters", List.of())) {
                Map<String, Object> resolved = document.resolve(parameter);
                if (resolved.get("in").equals("query")) {
                    described.add((String) resolved.get("name"));
                }
            }
            assertEquals(new TreeSet<>(route.parameters()), described, route.path());
        }
    }

    @Test
    void hasExamplesThatAreTaken() {
        document.postedExamples().forEach((path, body) -> {
            HttpResponse<String> answer = api.post(path, body);
            assertEquals(202, answer.statusCode(), () -> "openapi.yaml's example for " + path + ": " + answer.body());
        });
    }

    /** One example on each side of every limit that a client can meet; the document and the code have to judge it alike. */
    @Test
    void hasTheLimitsOfTheRules() {
        for (String id : List.of("OrderNo", "Customer")) {
            Map<String, Object> schema = document.at("components", "schemas", "Order", "properties", id);
            int most = (int) schema.get("maxLength");
            assertOrder(202, id, "\ud83d\ude00".repeat(most));
            assertOrder(400, id, "\ud83d\ude00".repeat(most + 1));
            assertOrder((int) schema.get("minLength") == 1 ? 400 : 202, id, "");
        }
        ((List<?>) document.at("components", "schemas", "OrderNo", "not").get("enum"))
                .forEach(dots -> assertOrder(400, "OrderNo", dots));
        int members = (int) document.at("components", "schemas", "Order").get("maxProperties");
        assertEquals(202, api.post("/orders", order(members)).statusCode());
        assertEquals(400, api.post("/orders", order(members + 1)).statusCode());
    }

    @Test
    void hasTheLimitsOfRequests() {
        String text = document.at("info").get("description").toString();
        for (Limit limit : Limit.values()) {
            String number = String.format(Locale.ROOT, "%,d", limit.ours());
            assertTrue(text.contains(number + " "), limit + " is " + number);
        }
    }

    @Test
    void hasThePatternsOfTheRules() {
        Map<String, Object> movieId = document.at("components", "schemas", "MovieId");
        for (String text : List.of("a", "-a", "", "a/b", "a".repeat(64), "a".repeat(65))) {
            boolean good = text.matches(movieId.get("pattern").toString());
            int status = api.post("/likes", "{\"movieId\":\"" + text + "\"}").statusCode();
            assertEquals(good ? 202 : 400, status, text);
        }
        Map<String, Object> name = asMap(
                asMap(((List<?>) document.at("paths", "/current_time", "get").get("parameters")).getFirst())
                        .get("schema"));
        int most = (int) name.get("maxLength");
        for (String text : List.of("a", "1", "a_-9", "a.", "a".repeat(most), "a".repeat(most + 1))) {
            boolean good = text.matches(name.get("pattern").toString()) && text.length() <= most;
            assertEquals(good ? 200 : 400, api.get("/current_time?name=" + text).statusCode(), text);
        }
    }

    @Test
    void hasTheLimitsOfPages() {
        Map<String, Object> limit = document.at("components", "parameters", "Limit", "schema");
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
        assertTrue(references(document.root()) > 50);
    }

    private static int references(Object node) {
        int count = 0;
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String) {
                document.resolve(map);
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
}
