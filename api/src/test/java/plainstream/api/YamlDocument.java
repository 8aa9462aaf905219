package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** {@code openapi.yaml} or {@code asyncapi.yaml}, as tests read them. */
public record YamlDocument(String file, Map<String, Object> root) {
    public static YamlDocument of(String file) {
        try (InputStream in = YamlDocument.class.getResourceAsStream("/plainstream/api/" + file)) {
            return new YamlDocument(file, new Yaml().load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands at the end of some steps from the root, references followed. */
    public Map<String, Object> at(String... steps) {
        Map<String, Object> node = root;
        for (String step : steps) {
            node = resolve(node.get(step));
        }
        return node;
    }

    public Map<String, Object> resolve(Object node) {
        if (!(asMap(node).get("$ref") instanceof String reference)) {
            return asMap(node);
        }
        Object target = root;
        for (String step : reference.substring(2).split("/")) {
            target = asMap(target).get(step);
            assertTrue(target != null, file + " lacks " + reference);
        }
        return asMap(target);
    }

    /** The example of every path's POST, as JSON; "" for one without a body. */
    public Map<String, String> postedExamples() {
        Map<String, String> examples = new TreeMap<>();
        asMap(root.get("paths")).forEach((path, item) -> {
            if (asMap(item).get("post") instanceof Map<?, ?> post) {
                examples.put(path, post.containsKey("requestBody") ? example(path) : "");
            }
        });
        return examples;
    }

    private String example(String path) {
        Map<String, Object> body = at("paths", path, "post", "requestBody", "content", "application/json");
        assertTrue(body.containsKey("example"), file + " lacks an example of the body of POST " + path);
        return asMap(body.get("example")).entrySet().stream()
                .map(YamlDocument::json)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(Entry<String, Object> member) {
        Object value = member.getValue();
        return "\"" + member.getKey() + "\":" + (value instanceof String text ? "\"" + text + "\"" : value);
    }

    @SuppressWarnings("unchecked") // The document's shape is what is tested.
    public static Map<String, Object> asMap(Object node) {
        return (Map<String, Object>) node;
    }
}
