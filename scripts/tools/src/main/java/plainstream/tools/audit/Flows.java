package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the rules of security groups let out and in: each flow has to stand on both sides. */
final class Flows {

    /**
     * One rule.
     *
     * @param side {@code in} or {@code out}: whose group has the rule
     * @param ports protocol and port
     */
    record Flow(String side, String from, String to, String ports) {

        @Override
        public String toString() {
            return "%-4s %s > %s  %s".formatted(side, from, to, ports);
        }
    }

    private Flows() {}

    static List<Flow> of(Deployed deployed) {
        List<Flow> flows = new ArrayList<>();
        deployed.of("aws_vpc_security_group_ingress_rule")
                .map(rule -> rule.get("values"))
                .forEach(rule -> flows.add(new Flow("in", other(deployed, rule), group(deployed, rule), ports(rule))));
        deployed.of("aws_vpc_security_group_egress_rule")
                .map(rule -> rule.get("values"))
                .forEach(rule -> flows.add(new Flow("out", group(deployed, rule), other(deployed, rule), ports(rule))));
        deployed.of("aws_security_group").forEach(group -> flows.addAll(within(deployed, group)));
        return flows;
    }

    /** Rules that stand in the group itself, of which this project has none. */
    private static List<Flow> within(Deployed deployed, JsonNode group) {
        String name = group.path("index").asText();
        return Stream.of("ingress", "egress")
                .filter(side -> !group.get("values").path(side).isEmpty())
                .map(side -> new Flow(
                        side, deployed.named(group.get("values").get(side).toString()), name, "in the group itself"))
                .toList();
    }

    private static String group(Deployed deployed, JsonNode rule) {
        return deployed.named(rule.path("security_group_id").asText());
    }

    /** A security group, an endpoint or a block of addresses. */
    private static String other(Deployed deployed, JsonNode rule) {
        return Stream.of("referenced_security_group_id", "prefix_list_id", "cidr_ipv4", "cidr_ipv6")
                .map(rule::path)
                .filter(JsonNode::isTextual)
                .map(value -> deployed.named(value.asText()))
                .findFirst()
                .orElse("nobody");
    }

    private static String ports(JsonNode rule) {
        String from = rule.path("from_port").asText();
        String to = rule.path("to_port").asText();
        return rule.path("ip_protocol").asText() + " " + (from.equals(to) ? from : from + "-" + to);
    }
}
