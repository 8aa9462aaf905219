# Kafka: serverless, provisioned, existing (nothing is made here then) or none; clients sign in by IAM only, over TLS
# only, from within the VPC only.

resource "aws_msk_serverless_cluster" "main" {
  count = local.kafka_mode == "serverless" ? 1 : 0

  cluster_name = var.name

  vpc_config {
    subnet_ids         = local.private_subnet_ids
    security_group_ids = [aws_security_group.this["kafka"].id]
  }

  client_authentication {
    sasl {
      iam {
        enabled = true
      }
    }
  }
}

locals {
  has_express_brokers = startswith(local.kafka_instance_type, "express.")
}

resource "aws_msk_configuration" "main" {
  count = local.kafka_mode == "provisioned" ? 1 : 0

  name = var.name

  # A broker per zone and a copy on each. With three, a write needs two of them: one may fail. With two, it needs one,
  # or the loss of a broker would stop all writes. Express brokers keep three copies by themselves and let nobody change
  # it: https://docs.aws.amazon.com/msk/latest/developerguide/msk-configuration-express-read-only.html
  # Of the ways to say for how long a topic keeps its records, they know milliseconds only.
  server_properties = join("\n", concat(
    ["auto.create.topics.enable=false", "log.retention.ms=604800000"],
    local.has_express_brokers ? [] : [
      "default.replication.factor=${local.zone_count}",
      "min.insync.replicas=${local.zone_count - 1}",
      "unclean.leader.election.enable=false",
    ],
    [""],
  ))
}

resource "aws_msk_cluster" "main" {
  count = local.kafka_mode == "provisioned" ? 1 : 0

  cluster_name           = "${var.name}-provisioned" # not the serverless one's, which stands until this one is there
  kafka_version          = var.kafka_version
  number_of_broker_nodes = local.zone_count

  broker_node_group_info {
    instance_type   = local.kafka_instance_type
    client_subnets  = local.private_subnet_ids
    security_groups = [aws_security_group.this["kafka"].id]

    dynamic "storage_info" { # express brokers bring their own, paid by the GB
      for_each = local.has_express_brokers ? [] : [local.kafka_volume_gb]
      content {
        ebs_storage_info {
          volume_size = storage_info.value
        }
      }
    }

    connectivity_info {
      public_access {
        type = "DISABLED"
      }

      dynamic "vpc_connectivity" { # Firehose comes from a VPC of its own
        for_each = local.has_firehose ? [true] : []
        content {
          client_authentication {
            sasl {
              iam = true
            }
          }
        }
      }
    }
  }

  client_authentication {
    unauthenticated = false

    sasl {
      iam = true
    }
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = local.key_arn

    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  configuration_info {
    arn      = aws_msk_configuration.main[0].arn
    revision = aws_msk_configuration.main[0].latest_revision
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.kafka[0].name
      }
    }
  }

  # A cluster's key is for life: with another it would be made anew, without its records.
  lifecycle {
    ignore_changes = [encryption_info[0].encryption_at_rest_kms_key_arn]
  }
}

resource "aws_cloudwatch_log_group" "kafka" {
  count = local.kafka_mode == "provisioned" ? 1 : 0

  name              = "/msk/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = local.key_arn
}

# A cluster has one policy as a whole: that of an existing one is its owner's to write.
resource "aws_msk_cluster_policy" "firehose" {
  count = local.has_firehose && local.kafka_mode != "existing" ? 1 : 0

  cluster_arn = local.kafka_arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "FirehoseConnects"
      Effect    = "Allow"
      Principal = { Service = "firehose.amazonaws.com" }
      Action    = ["kafka:CreateVpcConnection"]
      Resource  = local.kafka_arn
    }]
  })
}
