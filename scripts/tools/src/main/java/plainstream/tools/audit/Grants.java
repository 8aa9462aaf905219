package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Statements of IAM policies, a grant for each action, so that one more of them is one more line. */
final class Grants {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One action of one statement.
     *
     * @param who the role, or the resource whose policy it is, with the principals that the statement names
     * @param targets ARNs; empty for the resource itself
     * @param condition as JSON; empty without one
     */
    record Grant(String who, boolean allowed, String action, Set<String> targets, String condition) {

        @Override
        public String toString() {
            return who + (allowed ? "  may  " : "  MAY NOT  ") + action + "  on "
                    + (targets.isEmpty() ? "itself" : String.join(", ", targets))
                    + (condition.isEmpty() ? "" : "  if " + condition);
        }
    }

    private Grants() {}

    /** What a policy of the deployment says. */
    static List<Grant> of(Deployed deployed, String who, String policy) throws IOException {
        List<Grant> grants = new ArrayList<>();
        for (JsonNode statement : each(JSON.readTree(deployed.named(policy)).path("Statement"))) {
            Set<String> targets = new TreeSet<>();
            each(statement.path("Resource")).forEach(target -> targets.add(target.asText()));
            String principals = statement.has("Principal") ? "  " + statement.get("Principal") : "";
            boolean allowed = statement.path("Effect").asText().equals("Allow");
            String condition =
                    statement.has("Condition") ? statement.get("Condition").toString() : "";
            each(statement.path("Action"))
                    .forEach(action ->
                            grants.add(new Grant(who + principals, allowed, action.asText(), targets, condition)));
        }
        return grants;
    }

    static boolean isPolicy(JsonNode value) {
        return value.asText().startsWith("{") && value.asText().contains("\"Statement\"");
    }

    /** IAM writes one value and a list of one alike. */
    private static List<JsonNode> each(JsonNode json) {
        if (json.isMissingNode()) {
            return List.of();
        }
        return json.isArray() ? StreamSupport.stream(json.spliterator(), false).toList() : List.of(json);
    }
}
