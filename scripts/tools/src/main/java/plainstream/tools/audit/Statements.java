package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Statements of an IAM policy, a line for each action, so that one more of them is one more line. */
final class Statements {

    private Statements() {}

    static List<String> lines(String who, String policy) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        for (JsonNode statement : each(new ObjectMapper().readTree(policy).path("Statement"))) {
            String effect = statement.path("Effect").asText().equals("Allow") ? "may" : "MAY NOT";
            String condition = statement.has("Condition") ? "  if " + statement.get("Condition") : "";
            for (JsonNode action : each(statement.path("Action"))) {
                lines.add(Deployed.steady(who + principals(statement) + "  " + effect + "  " + action.asText() + "  on "
                        + targets(statement) + condition));
            }
        }
        return List.copyOf(lines);
    }

    private static String principals(JsonNode statement) {
        return statement.has("Principal") ? "  " + statement.get("Principal") : "";
    }

    private static String targets(JsonNode statement) {
        TreeSet<String> targets = new TreeSet<>();
        each(statement.path("Resource")).forEach(target -> targets.add(target.asText()));
        return targets.isEmpty() ? "itself" : String.join(", ", targets);
    }

    /** IAM writes one value and a list of one alike. */
    private static List<JsonNode> each(JsonNode json) {
        if (json.isMissingNode()) {
            return List.of();
        }
        return json.isArray() ? StreamSupport.stream(json.spliterator(), false).toList() : List.of(json);
    }
}
