package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import plainstream.api.http.Drain;
import plainstream.api.http.Route;
import plainstream.api.routes.Routes;

/** The document and the routes say the same, in both directions. */
class OpenApiTest {
    private static Map<String, Object> document;

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
