package plainstream.tools.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Flows and rights as drawings that Markdown shows, in Mermaid. */
final class Picture {

    private final Map<String, Set<String>> arrows = new TreeMap<>();

    private Picture() {}

    static String of(List<Flows.Flow> flows, List<Grants.Grant> rights) {
        Picture network = new Picture();
        flows.forEach(flow -> network.arrow(flow.from(), flow.to(), flow.ports()));
        Picture roles = new Picture();
        for (Grants.Grant grant : rights) {
            for (String target : grant.targets()) {
                roles.arrow(grant.who(), last(target), grant.action().split(":")[0]);
            }
        }
        return """
                # Who may talk to whom

                Written by `make audit-update`; [`access.lock`](access.lock) has every action, condition and option.

                ## Through the network

                %s
                ## By its role: which service, on what

                %s""".formatted(network, roles);
    }

    private void arrow(String from, String to, String what) {
        String arrow = "  " + node(from) + " -->|%s| " + node(to);
        arrows.computeIfAbsent(arrow, a -> new TreeSet<>()).add(what);
    }

    /** What follows the account in an ARN: {@code table/plainstream-orders}. */
    private static String last(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[5] : arn;
    }

    private static String node(String name) {
        String id = "n" + Integer.toHexString(name.hashCode());
        return id + "[\"" + name + "\"]";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("```mermaid\nflowchart LR\n");
        arrows.forEach((arrow, what) ->
                text.append(arrow.replace("%s", String.join(", ", what))).append('\n'));
        return text.append("```\n").toString();
    }
}
