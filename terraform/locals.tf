# What several files need. A switch is read once, here, and has a name from then on.
locals {
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.id
  arn     = "arn:${data.aws_partition.current.partition}"

  has_kafka = var.kafka_mode != "none"
  has_api   = var.create_vpc && var.desired_count > 0

  has_firehose         = var.archive == "firehose"
  has_archive_function = var.archive == "function" && local.has_kafka
  has_archive          = local.has_firehose || local.has_archive_function
  has_flow_logs        = var.create_vpc && var.enable_flow_logs

  api_port   = 8080
  kafka_port = 9098 # MSK's listener for TLS with IAM

  # "" instead of null when there is no cluster, so that ARNs can be derived without a condition at every place.
  kafka_arn  = join("", concat(aws_msk_serverless_cluster.main[*].arn, aws_msk_cluster.main[*].arn))
  kafka_uuid = join("", concat(aws_msk_serverless_cluster.main[*].cluster_uuid, aws_msk_cluster.main[*].cluster_uuid))
  kafka_bootstrap_servers = join("", concat(
    aws_msk_serverless_cluster.main[*].bootstrap_brokers_sasl_iam, aws_msk_cluster.main[*].bootstrap_brokers_sasl_iam,
  ))
  topic_arns = { for topic in local.topics : topic => "${replace(local.kafka_arn, ":cluster/", ":topic/")}/${topic}" }
}
