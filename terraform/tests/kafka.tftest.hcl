# The three kinds of Kafka.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "serverless" {
  command = apply

  assert {
    condition     = aws_msk_serverless_cluster.main[0].client_authentication[0].sasl[0].iam[0].enabled && length(aws_msk_cluster.main) == 0
    error_message = "serverless must be one serverless cluster with IAM"
  }

  assert {
    condition     = output.kafka_cluster_arn == aws_msk_serverless_cluster.main[0].arn
    error_message = "the output must name the cluster"
  }
}

run "provisioned" {
  command = apply

  variables {
    kafka_mode = "provisioned"
  }

  assert {
    condition     = aws_msk_cluster.main[0].cluster_name != var.name
    error_message = "an account has a cluster's name once: from serverless to provisioned both are there for a while"
  }

  assert {
    condition     = length(aws_msk_serverless_cluster.main) == 0 && aws_msk_cluster.main[0].number_of_broker_nodes == 3
    error_message = "there must be a broker in each zone"
  }

  assert {
    condition     = aws_msk_cluster.main[0].client_authentication[0].sasl[0].iam && !aws_msk_cluster.main[0].client_authentication[0].unauthenticated
    error_message = "clients must sign in by IAM only"
  }

  assert {
    condition     = aws_msk_cluster.main[0].encryption_info[0].encryption_in_transit[0].client_broker == "TLS" && aws_msk_cluster.main[0].encryption_info[0].encryption_in_transit[0].in_cluster
    error_message = "all connections must be encrypted"
  }

  assert {
    condition     = aws_msk_cluster.main[0].broker_node_group_info[0].connectivity_info[0].public_access[0].type == "DISABLED" && length(aws_msk_cluster.main[0].broker_node_group_info[0].connectivity_info[0].vpc_connectivity) == 0
    error_message = "brokers must be reached from the VPC only"
  }

  assert {
    condition     = strcontains(aws_msk_configuration.main[0].server_properties, "default.replication.factor=3") && strcontains(aws_msk_configuration.main[0].server_properties, "min.insync.replicas=2") && strcontains(aws_msk_configuration.main[0].server_properties, "auto.create.topics.enable=false")
    error_message = "a write must be on two of three brokers, and topics made by the API only"
  }

  assert {
    condition     = aws_lambda_function.this["events"].environment[0].variables.SOURCE_EPOCH == "66666666-7777-8888-9999-000000000000-2"
    error_message = "another cluster must be another epoch"
  }

  assert {
    condition     = aws_cloudwatch_log_group.kafka[0].retention_in_days == 30
    error_message = "broker logs must not be kept for ever"
  }
}

run "versions_keep_their_own_metadata" {
  command = plan

  variables {
    kafka_mode = "provisioned"
  }

  assert {
    condition     = aws_msk_cluster.main[0].kafka_version == "3.9.x.kraft" && aws_msk_cluster.main[0].broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size == 10
    error_message = "a provisioned cluster must be one without ZooKeeper, with disks"
  }
}

run "two_zones_where_there_are_two" {
  command = plan

  variables {
    kafka_mode = "provisioned"
  }

  override_data {
    target = data.aws_availability_zones.available
    values = { names = ["us-west-1a", "us-west-1c"] }
  }

  assert {
    condition     = aws_msk_cluster.main[0].number_of_broker_nodes == 2
    error_message = "a region with two zones must get two brokers"
  }
}

run "express_brokers" {
  command = plan

  variables {
    kafka_mode          = "provisioned"
    kafka_instance_type = "express.m7g.large"
  }

  assert {
    condition     = aws_msk_cluster.main[0].number_of_broker_nodes == 3 && length(aws_msk_cluster.main[0].broker_node_group_info[0].storage_info) == 0
    error_message = "express brokers are in three zones and have no disks to size"
  }

  assert {
    condition     = !strcontains(aws_msk_configuration.main[0].server_properties, "replica") && !strcontains(aws_msk_configuration.main[0].server_properties, "unclean")
    error_message = "what express brokers fix themselves must not be set"
  }

  assert { # https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-write.html
    condition     = aws_msk_configuration.main[0].server_properties == "auto.create.topics.enable=false\nlog.retention.ms=604800000\n"
    error_message = "express brokers know no retention in hours"
  }

  assert {
    condition     = output.hourly_cost_usd.items.kafka == "1.2240"
    error_message = "express brokers have a price of their own"
  }
}

run "provisioned_with_archive" {
  command = apply

  variables {
    kafka_mode          = "provisioned"
    kafka_instance_type = "kafka.m7g.large"
    archive             = "firehose"
  }

  assert {
    condition     = aws_msk_cluster.main[0].broker_node_group_info[0].connectivity_info[0].vpc_connectivity[0].client_authentication[0].sasl[0].iam
    error_message = "Firehose needs private connectivity with IAM"
  }

  assert {
    condition     = aws_msk_cluster_policy.firehose[0].cluster_arn == aws_msk_cluster.main[0].arn
    error_message = "the cluster must let Firehose connect"
  }
}

run "none" {
  command = apply

  variables {
    kafka_mode = "none"
  }

  assert {
    condition     = length(aws_msk_serverless_cluster.main) + length(aws_msk_cluster.main) + length(aws_lambda_event_source_mapping.this) + length(aws_lambda_layer_version.kafka) == 0
    error_message = "without Kafka there is nothing to read"
  }

  assert {
    condition     = toset(keys(aws_lambda_function.this)) == toset(["events", "queries"])
    error_message = "without Kafka there is no enrichment"
  }

  assert {
    condition = contains(jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment, { name = "KAFKA_BOOTSTRAP_SERVERS", value = "" }) && contains(
      jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment, { name = "KAFKA_AUTH", value = "none" }
    )
    error_message = "the API must log its events"
  }

  assert {
    condition     = aws_lambda_function.this["events"].environment[0].variables.SOURCE_EPOCH == "0" && output.kafka_cluster_arn == null
    error_message = "without a cluster the epoch is 0"
  }

  assert {
    condition     = !contains(keys(aws_iam_role_policy.workload), "api")
    error_message = "an API that logs its events needs no rights"
  }
}
