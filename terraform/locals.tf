# What several files need. A switch is read once, here, and has a name from then on.
locals {
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.id
  arn     = "arn:${data.aws_partition.current.partition}"

  has_kafka      = local.kafka_mode != "none"
  makes_network  = var.create_vpc && local.kafka_mode != "existing"
  existing_kafka = var.existing_kafka[*] # none or one
  has_api        = var.create_vpc && local.desired_count > 0

  has_firehose         = local.archive == "firehose"
  has_archive_function = local.archive == "function" && local.has_kafka
  has_archive          = local.has_firehose || local.has_archive_function
  has_backup           = local.enable_backup && var.replica_of == "" # copies are backed up where they come from
  has_flow_logs        = local.makes_network && local.enable_flow_logs

  api_port   = 8080
  kafka_port = 9098 # MSK's listener for TLS with IAM

  # "" instead of null when there is no cluster, so that ARNs can be derived without a condition at every place.
  kafka_arn = join("", concat(
    aws_msk_serverless_cluster.main[*].arn, aws_msk_cluster.main[*].arn, local.existing_kafka[*].cluster_arn,
  ))
  kafka_uuid = join("", concat(
    aws_msk_serverless_cluster.main[*].cluster_uuid, aws_msk_cluster.main[*].cluster_uuid,
    [for kafka in local.existing_kafka : split("/", kafka.cluster_arn)[2]],
  ))
  kafka_bootstrap_servers = join("", concat(
    aws_msk_serverless_cluster.main[*].bootstrap_brokers_sasl_iam, aws_msk_cluster.main[*].bootstrap_brokers_sasl_iam,
    local.existing_kafka[*].bootstrap_servers,
  ))
  topic_arns = { for topic in local.topics : topic => "${replace(local.kafka_arn, ":cluster/", ":topic/")}/${topic}" }
}
