package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What can be reached from outside, and what has an address there. */
final class Doors {

    private Doors() {}

    static List<String> of(Deployed deployed) {
        List<String> doors = new ArrayList<>();
        deployed.of("aws_lb").forEach(lb -> doors.add(said(lb, "internal: " + lb.at("/values/internal"))));
        deployed.of("aws_lb_listener").forEach(listener -> doors.add(listener(listener)));
        deployed.of("aws_lb_listener_rule").forEach(rule -> doors.add(rule(rule)));
        deployed.of("aws_subnet")
                .forEach(subnet -> doors.add(said(
                        subnet,
                        "gives public addresses: "
                                + subnet.at("/values/map_public_ip_on_launch").asBoolean())));
        deployed.of("aws_ecs_service")
                .forEach(service -> doors.add(said(
                        service, "public address: " + service.at("/values/network_configuration/0/assign_public_ip"))));
        deployed.of("aws_lambda_function_url")
                .forEach(url ->
                        doors.add(said(url, url.at("/values/authorization_type").asText())));
        deployed.of("aws_lambda_permission")
                .forEach(permission -> doors.add(said(
                        permission,
                        permission.at("/values/principal").asText() + " may "
                                + permission.at("/values/action").asText() + " "
                                + permission.at("/values/function_name").asText() + " from "
                                + deployed.named(
                                        permission.at("/values/source_arn").asText()))));
        return doors;
    }

    private static String said(JsonNode resource, String what) {
        return Deployed.address(resource) + "  " + what;
    }

    private static String listener(JsonNode listener) {
        String protocol = listener.at("/values/protocol").asText();
        return said(
                listener,
                protocol + " " + listener.at("/values/port").asText()
                        + (protocol.equals("HTTPS")
                                ? " " + listener.at("/values/ssl_policy").asText()
                                : "") + "  "
                        + types(listener.at("/values/default_action")));
    }

    /** With who has to log in: an action before the one that forwards. */
    private static String rule(JsonNode rule) {
        List<String> words = new ArrayList<>();
        for (String pointer : List.of("/http_request_method/0/values", "/path_pattern/0/values")) {
            rule.at("/values/condition")
                    .forEach(condition -> condition.at(pointer).forEach(value -> words.add(value.asText())));
        }
        return said(rule, String.join(" ", words) + "  " + types(rule.at("/values/action")));
    }

    private static String types(JsonNode actions) {
        return StreamSupport.stream(actions.spliterator(), false)
                .map(action -> action.path("type").asText())
                .collect(Collectors.joining(", "));
    }
}
