package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each store of data is encrypted and how open it is, and how long logs stay. */
final class Stores {

    /** Type → JSON pointers to what is said of it; their last words name them. */
    private static final Map<String, List<String>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put(
                "aws_dynamodb_table",
                List.of(
                        "/server_side_encryption/0/enabled",
                        "/server_side_encryption/0/kms_key_arn",
                        "/point_in_time_recovery/0/enabled"));
        FIELDS.put(
                "aws_s3_bucket_server_side_encryption_configuration",
                List.of(
                        "/rule/0/apply_server_side_encryption_by_default/0/sse_algorithm",
                        "/rule/0/apply_server_side_encryption_by_default/0/kms_master_key_id"));
        FIELDS.put(
                "aws_s3_bucket_public_access_block",
                List.of(
                        "/block_public_acls",
                        "/block_public_policy",
                        "/ignore_public_acls",
                        "/restrict_public_buckets"));
        FIELDS.put("aws_sqs_queue", List.of("/sqs_managed_sse_enabled", "/kms_master_key_id"));
        FIELDS.put("aws_sns_topic", List.of("/kms_master_key_id"));
        FIELDS.put("aws_backup_vault", List.of("/kms_key_arn"));
        FIELDS.put("aws_cloudwatch_log_group", List.of("/kms_key_id"));
        FIELDS.put(
                "aws_ecr_repository",
                List.of(
                        "/encryption_configuration/0/encryption_type",
                        "/encryption_configuration/0/kms_key",
                        "/image_tag_mutability"));
        FIELDS.put("aws_msk_serverless_cluster", List.of("/client_authentication/0/sasl/0/iam/0/enabled"));
        FIELDS.put(
                "aws_msk_cluster",
                List.of(
                        "/client_authentication/0/sasl/0/iam",
                        "/client_authentication/0/unauthenticated",
                        "/encryption_info/0/encryption_in_transit/0/client_broker",
                        "/encryption_info/0/encryption_in_transit/0/in_cluster",
                        "/encryption_info/0/encryption_at_rest_kms_key_arn",
                        "/broker_node_group_info/0/connectivity_info/0/public_access/0/type"));
    }

    private Stores() {}

    static List<String> encryption(Deployed deployed) {
        List<String> lines = new ArrayList<>();
        FIELDS.forEach((type, fields) -> deployed.of(type).forEach(resource -> {
            StringBuilder line = new StringBuilder(Deployed.address(resource));
            fields.forEach(field -> line.append("  ")
                    .append(name(field))
                    .append(": ")
                    .append(value(field, resource.get("values").at(field))));
            lines.add(line.toString());
        }));
        return lines;
    }

    /** Log groups, buckets with a term, and the queue of what failed. */
    static List<String> retention(Deployed deployed) {
        List<String> lines = new ArrayList<>();
        deployed.of("aws_cloudwatch_log_group")
                .forEach(
                        log -> lines.add(log.at("/values/name").asText() + "  " + log.at("/values/retention_in_days")));
        deployed.of("aws_s3_bucket_lifecycle_configuration")
                .forEach(bucket -> bucket.at("/values/rule")
                        .forEach(rule -> lines.add(
                                "bucket " + bucket.path("index").asText() + "  " + rule.at("/expiration/0/days"))));
        deployed.of("aws_sqs_queue")
                .forEach(queue -> lines.add("queue " + queue.at("/values/name").asText() + "  "
                        + queue.at("/values/message_retention_seconds").asLong() / 86_400));
        return lines;
    }

    /** The last word that is no number, and what it is enabled of. */
    private static String name(String field) {
        return field.replaceAll("/(0|enabled)\\b", "").replaceAll(".*/", "");
    }

    /** A key that nobody named is AWS's own; Terraform invents another name for it each time. */
    private static String value(String field, JsonNode value) {
        boolean key = field.contains("kms");
        return key && !value.asText().startsWith("arn:") ? "AWS's own" : value.asText();
    }
}
