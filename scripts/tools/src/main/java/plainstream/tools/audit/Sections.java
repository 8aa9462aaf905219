package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is written of a deployment, section by section, each sorted. */
final class Sections {

    private Sections() {}

    static Map<String, Set<String>> of(Deployed deployed) throws IOException {
        Map<String, Set<String>> sections = new LinkedHashMap<>();
        sections.put("security groups: from, to, port", texts(Flows.of(deployed)));
        sections.put("public endpoints", texts(Doors.of(deployed)));
        sections.put("who may take on which role", texts(trust(deployed)));
        sections.put("what each role may do", texts(rights(deployed)));
        sections.put("what resources let others do", resources(deployed));
        sections.put("encryption and exposure of each store", texts(Stores.encryption(deployed)));
        sections.put("days that each log is kept", texts(Stores.retention(deployed)));
        sections.put("kinds of resources", types(deployed));
        return sections;
    }

    private static Set<String> texts(List<?> facts) {
        Set<String> texts = new TreeSet<>();
        facts.forEach(fact -> texts.add(fact.toString()));
        return texts;
    }

    private static List<Grants.Grant> trust(Deployed deployed) throws IOException {
        List<Grants.Grant> grants = new ArrayList<>();
        for (JsonNode role : deployed.of("aws_iam_role").toList()) {
            String name = role.at("/values/name").asText();
            grants.addAll(Grants.of(
                    deployed, name, role.at("/values/assume_role_policy").asText()));
        }
        return grants;
    }

    /** Policies within roles, those of their own, and those that somebody else wrote. */
    static List<Grants.Grant> rights(Deployed deployed) throws IOException {
        List<Grants.Grant> grants = new ArrayList<>();
        for (JsonNode policy : deployed.of("aws_iam_role_policy").toList()) {
            String role = policy.at("/values/role").asText();
            grants.addAll(Grants.of(deployed, role, policy.at("/values/policy").asText()));
        }
        for (JsonNode policy : deployed.of("aws_iam_policy").toList()) {
            String name = policy.at("/values/name").asText();
            grants.addAll(Grants.of(deployed, name, policy.at("/values/policy").asText()));
        }
        deployed.of("aws_iam_role_policy_attachment")
                .forEach(attached -> grants.add(new Grants.Grant(
                        attached.at("/values/role").asText(),
                        true,
                        "whatever it says",
                        Set.of(attached.at("/values/policy_arn").asText()),
                        "")));
        return grants;
    }

    /** Whatever else has a policy, and endpoints that have AWS's, which lets everything through. */
    private static Set<String> resources(Deployed deployed) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (JsonNode resource : deployed.resources()) {
            boolean role = resource.get("type").asText().startsWith("aws_iam_");
            for (JsonNode value : role ? List.<JsonNode>of() : resource.get("values")) {
                if (Grants.isPolicy(value)) {
                    lines.addAll(texts(Grants.of(deployed, Deployed.address(resource), value.asText())));
                }
            }
        }
        deployed.of("aws_vpc_endpoint")
                .filter(endpoint -> !Grants.isPolicy(endpoint.at("/values/policy")))
                .forEach(endpoint -> lines.add(Deployed.address(endpoint) + "  lets everything through"));
        return lines;
    }

    /** So that a kind of which the sections above know nothing does not come in unseen. */
    private static Set<String> types(Deployed deployed) {
        Map<String, Integer> numbers = new TreeMap<>();
        deployed.resources()
                .forEach(resource -> numbers.merge(resource.get("type").asText(), 1, Integer::sum));
        Set<String> lines = new TreeSet<>();
        numbers.forEach((type, number) -> lines.add(type + "  " + number));
        return lines;
    }
}
