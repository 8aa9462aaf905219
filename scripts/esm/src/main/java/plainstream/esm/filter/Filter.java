package plainstream.esm.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One filter. AWS looks at the form of pattern and value first: a pattern for JSON drops a value that is none, a pattern for plain
 * text drops a value that is JSON.
 */
public sealed interface Filter {
    ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The most characters that AWS takes of a pattern. */
    int MAX_PATTERN = 4_096;

    /** Whether it takes a record with this value; null stands for a tombstone. */
    boolean admits(byte[] value);

    /** A pattern without a word about the value. */
    record Any() implements Filter {
        @Override
        public boolean admits(byte[] value) {
            return true;
        }
    }

    /** For values that are JSON objects. */
    record Json(Shape shape) implements Filter {
        @Override
        public boolean admits(byte[] value) {
            JsonNode node = object(value);
            return node != null && shape.matches(node);
        }
    }

    /** For values that are plain text. */
    record Text(List<Rule> rules) implements Filter {
        @Override
        public boolean admits(byte[] value) {
            if (value == null || object(value) != null) {
                return false;
            }
            JsonNode text = MAPPER.getNodeFactory().textNode(new String(value, StandardCharsets.UTF_8));
            return rules.stream().anyMatch(rule -> rule.matches(text));
        }
    }

    /**
     * Reads a pattern such as {@code {"value":{"status":["open"]}}} or {@code {"value":[{"prefix":"ERROR"}]}}.
     *
     * @throws InvalidFilterException if AWS would not take it
     */
    static Filter of(String pattern) {
        JsonNode root = parse(pattern);
        root.fieldNames().forEachRemaining(name -> {
            if (!name.equals("value")) {
                throw new InvalidFilterException("Kafka's records are filtered by 'value' only, not by '" + name + "'");
            }
        });
        JsonNode value = root.get("value");
        if (value == null) {
            return new Any();
        }
        if (value.isArray()) {
            return new Text(Rule.list(value, "value"));
        }
        return new Json(Shape.of(value, "value"));
    }

    private static JsonNode parse(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            throw new InvalidFilterException("it has " + pattern.length() + " characters, legal: 1 to " + MAX_PATTERN);
        }
        try {
            JsonNode root = MAPPER.readTree(pattern);
            if (root == null || !root.isObject()) {
                throw new InvalidFilterException("it is no JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new InvalidFilterException("it is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The value as a JSON object, or null if it is none. */
    private static JsonNode object(byte[] value) {
        try {
            JsonNode node = value == null ? null : MAPPER.readTree(value);
            return node != null && node.isObject() ? node : null;
        } catch (IOException e) {
            return null;
        }
    }
}
