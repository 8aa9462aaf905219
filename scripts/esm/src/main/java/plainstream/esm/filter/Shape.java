package plainstream.esm.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an object must be like: every member is as asked, and of {@code $or} at least one shape fits.
 *
 * @param leaves rules by the member's name, of which one must hold
 * @param objects shapes of members that are objects
 * @param alternatives of {@code $or}; empty if it is not used
 */
record Shape(Map<String, List<Rule>> leaves, Map<String, Shape> objects, List<Shape> alternatives) {
    private static final String OR = "$or";
    private static final int MAX_DEPTH = 32;

    static Shape of(JsonNode pattern, String path) {
        return of(pattern, path, MAX_DEPTH);
    }

    private static Shape of(JsonNode pattern, String path, int depth) {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw new InvalidFilterException("'" + path + "' must be an object with members, or a list of rules");
        }
        if (depth == 0) {
            throw new InvalidFilterException("'" + path + "' is nested too deep");
        }
        var leaves = new LinkedHashMap<String, List<Rule>>();
        var objects = new LinkedHashMap<String, Shape>();
        var alternatives = new ArrayList<Shape>();
        for (Map.Entry<String, JsonNode> member : pattern.properties()) {
            String place = path + "." + member.getKey();
            if (member.getKey().equals(OR)) {
                member.getValue().forEach(shape -> alternatives.add(of(shape, place, depth - 1)));
            } else if (member.getValue().isArray()) {
                leaves.put(member.getKey(), Rule.list(member.getValue(), place));
            } else {
                objects.put(member.getKey(), of(member.getValue(), place, depth - 1));
            }
        }
        return new Shape(leaves, objects, alternatives);
    }

    boolean matches(JsonNode object) {
        return leaves.entrySet().stream().allMatch(leaf -> holds(leaf.getValue(), object.get(leaf.getKey())))
                && objects.entrySet().stream().allMatch(inner -> fits(inner.getValue(), object.get(inner.getKey())))
                && (alternatives.isEmpty() || alternatives.stream().anyMatch(shape -> shape.matches(object)));
    }

    /** Of a list in the record, one element is enough. A member that is not there is {@code null}, which only "exists" can like. */
    private static boolean holds(List<Rule> rules, JsonNode value) {
        if (value != null && value.isArray()) {
            for (JsonNode element : value) {
                if (rules.stream().anyMatch(rule -> rule.matches(element))) {
                    return true;
                }
            }
            return false;
        }
        return rules.stream().anyMatch(rule -> rule.matches(value));
    }

    /** What is missing is an object without members: {@code {"a":{"b":[{"exists":false}]}}} likes {@code {}}. */
    private static boolean fits(Shape shape, JsonNode value) {
        if (value != null && value.isArray()) {
            for (JsonNode element : value) {
                if (element.isObject() && shape.matches(element)) {
                    return true;
                }
            }
            return false;
        }
        JsonNode object = value == null || !value.isObject()
                ? Filter.MAPPER.getNodeFactory().objectNode()
                : value;
        return shape.matches(object);
    }
}
