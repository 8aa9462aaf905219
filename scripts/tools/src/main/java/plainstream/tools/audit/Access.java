package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Started by {@code scripts/test_deploy.sh}: {@code Access check|update STATE FOLDER}. Writes who may talk to whom, or compares it
 * with what is committed. Exit codes: 0 as committed, 1 not, 2 wrong usage.
 */
public final class Access {

    /** Types that hold data → where their encryption stands. */
    private static final Map<String, String> STORES = stores();

    /** Types with a policy of their own → where it stands. */
    private static final Map<String, String> POLICIES = Map.of(
            "aws_s3_bucket_policy",
            "policy",
            "aws_sqs_queue_policy",
            "policy",
            "aws_sns_topic_policy",
            "policy",
            "aws_msk_cluster_policy",
            "policy",
            "aws_vpc_endpoint",
            "policy");

    private final Deployed deployed;

    Access(Deployed deployed) {
        this.deployed = deployed;
    }

    /** What to do, the output of {@code terraform show -json}, and the folder of the committed list. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3 || !Set.of("check", "update").contains(arguments[0])) {
            System.err.println("usage: Access check|update STATE FOLDER");
            System.exit(2);
        }
        Access access = new Access(Deployed.read(Path.of(arguments[1])));
        Path lock = Path.of(arguments[2]).resolve("access.lock");
        if (arguments[0].equals("update")) {
            access.lock().write(lock);
            Files.writeString(Path.of(arguments[2]).resolve("access.md"), access.picture());
        }
        Optional<Finding> finding = access.lock().compare(lock);
        finding.ifPresent(found -> System.err.println("audit: " + found));
        System.exit(finding.isEmpty() ? 0 : 1);
    }

    Lock lock() throws IOException {
        Lock lock = new Lock("Who may talk to whom, with the default options, as deployed. access.md draws it.");
        section(lock, "security groups: from, to, port", flows());
        section(lock, "public endpoints", publicEndpoints());
        List<String> roles = new ArrayList<>();
        List<String> trust = new ArrayList<>();
        for (JsonNode policy : deployed.of("aws_iam_role_policy").toList()) {
            roles.addAll(Statements.lines(
                    policy.at("/values/role").asText(),
                    policy.at("/values/policy").asText()));
        }
        for (JsonNode role : deployed.of("aws_iam_role").toList()) {
            trust.addAll(Statements.lines(
                    role.at("/values/name").asText(),
                    role.at("/values/assume_role_policy").asText()));
        }
        deployed.of("aws_iam_role_policy_attachment")
                .forEach(attached -> roles.add(attached.at("/values/role").asText() + "  has  "
                        + attached.at("/values/policy_arn").asText()));
        section(lock, "who may take on which role", trust);
        section(lock, "what each role may do", roles);
        section(lock, "what resources let others do", resourcePolicies());
        section(lock, "encryption and exposure of each store", each(STORES));
        section(lock, "days that each log is kept", logs());
        return lock;
    }

    private static void section(Lock lock, String name, List<String> lines) {
        lock.section(name);
        new TreeSet<>(lines).forEach(lock::line);
    }

    /** Both sides of each flow: what is let out and what is let in. */
    List<String> flows() {
        List<String> flows = new ArrayList<>();
        deployed.of("aws_vpc_security_group_ingress_rule")
                .map(rule -> rule.get("values"))
                .forEach(rule -> flows.add("in   " + other(rule) + " > "
                        + deployed.party(rule.path("security_group_id")) + "  " + ports(rule)));
        deployed.of("aws_vpc_security_group_egress_rule")
                .map(rule -> rule.get("values"))
                .forEach(rule -> flows.add("out  " + deployed.party(rule.path("security_group_id")) + " > "
                        + other(rule) + "  " + ports(rule)));
        return flows;
    }

    private String other(JsonNode rule) {
        return deployed.party(
                rule.path("referenced_security_group_id"),
                rule.path("prefix_list_id"),
                rule.path("cidr_ipv4"),
                rule.path("cidr_ipv6"));
    }

    private static String ports(JsonNode rule) {
        String from = rule.path("from_port").asText();
        String to = rule.path("to_port").asText();
        return rule.path("ip_protocol").asText() + " " + (from.equals(to) ? from : from + "-" + to);
    }

    private List<String> publicEndpoints() {
        List<String> lines = new ArrayList<>();
        Function<JsonNode, String> listener = values ->
                values.path("protocol").asText() + " " + values.path("port").asText() + "  "
                        + values.path("ssl_policy").asText() + "  "
                        + values.at("/default_action/0/type").asText();
        deployed.of("aws_lb")
                .forEach(lb ->
                        lines.add("load balancer " + Deployed.name(lb) + "  internal: " + lb.at("/values/internal")));
        deployed.of("aws_lb_listener")
                .forEach(l -> lines.add("listener " + Deployed.name(l) + "  " + listener.apply(l.get("values"))));
        deployed.of("aws_ecs_service")
                .forEach(service -> lines.add("service " + Deployed.name(service) + "  public address: "
                        + service.at("/values/network_configuration/0/assign_public_ip")));
        deployed.of("aws_lambda_function_url")
                .forEach(url -> lines.add("function URL " + Deployed.name(url) + "  "
                        + url.at("/values/authorization_type").asText()));
        deployed.of("aws_lambda_permission")
                .forEach(permission -> lines.add(Deployed.steady("function "
                        + permission.at("/values/function_name").asText() + "  may be called by "
                        + permission.at("/values/principal").asText()
                        + " " + permission.at("/values/source_arn").asText())));
        return lines;
    }

    private List<String> resourcePolicies() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> type : new LinkedHashMap<>(POLICIES).entrySet()) {
            for (JsonNode resource : deployed.of(type.getKey()).toList()) {
                String policy = resource.get("values").path(type.getValue()).asText();
                if (policy.startsWith("{")) {
                    lines.addAll(Statements.lines(
                            type.getKey().substring("aws_".length()) + " " + Deployed.name(resource), policy));
                }
            }
        }
        return lines;
    }

    private List<String> each(Map<String, String> fields) {
        List<String> lines = new ArrayList<>();
        fields.forEach((type, names) -> deployed.of(type).forEach(resource -> {
            for (String field : names.split(" ")) {
                lines.add(Deployed.steady(type.substring("aws_".length()) + " " + Deployed.name(resource) + "  " + field
                        + ": " + resource.get("values").path(field)));
            }
        }));
        return lines;
    }

    private List<String> logs() {
        return deployed.of("aws_cloudwatch_log_group")
                .map(log -> log.at("/values/name").asText() + "  " + log.at("/values/retention_in_days"))
                .toList();
    }

    /** The flows as a picture that Markdown shows. */
    String picture() {
        StringBuilder mermaid = new StringBuilder(
                "# Who may talk to whom\n\nWritten by `make audit-access`, from [`access.lock`](access.lock).\n\n```mermaid\nflowchart LR\n");
        Set<String> arrows = new TreeSet<>();
        for (String flow : flows()) {
            String[] parts = flow.substring(5).split(" > |  ");
            arrows.add("  " + node(parts[0]) + " -->|" + parts[2] + "| " + node(parts[1]) + "\n");
        }
        arrows.forEach(mermaid::append);
        return mermaid.append("```\n").toString();
    }

    private static String node(String party) {
        return "n" + Integer.toHexString(party.hashCode()) + "[\"" + party + "\"]";
    }

    private static Map<String, String> stores() {
        Map<String, String> stores = new LinkedHashMap<>();
        stores.put("aws_dynamodb_table", "server_side_encryption point_in_time_recovery");
        stores.put("aws_s3_bucket_server_side_encryption_configuration", "rule");
        stores.put(
                "aws_s3_bucket_public_access_block",
                "block_public_acls block_public_policy ignore_public_acls restrict_public_buckets");
        stores.put("aws_sqs_queue", "sqs_managed_sse_enabled kms_master_key_id");
        stores.put("aws_sns_topic", "kms_master_key_id");
        stores.put("aws_ecr_repository", "encryption_configuration image_tag_mutability");
        stores.put("aws_msk_cluster", "encryption_info client_authentication");
        stores.put("aws_msk_serverless_cluster", "client_authentication");
        stores.put("aws_kinesis_firehose_delivery_stream", "server_side_encryption");
        return stores;
    }
}
