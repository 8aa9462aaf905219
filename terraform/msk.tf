# Kafka: serverless, provisioned or none; clients sign in by IAM only, over TLS only, from within the VPC only.

resource "aws_msk_serverless_cluster" "main" {
  count = var.kafka_mode == "serverless" ? 1 : 0

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

resource "aws_msk_configuration" "main" {
  count = var.kafka_mode == "provisioned" ? 1 : 0

  name = var.name

  # A broker per zone and a copy on each. With three, a write needs two of them: one may fail. With two, it needs one, or
  # the loss of a broker would stop all writes.
  server_properties = <<-PROPERTIES
    auto.create.topics.enable=false
    default.replication.factor=${var.zone_count}
    min.insync.replicas=${var.zone_count - 1}
    unclean.leader.election.enable=false
    log.retention.hours=168
  PROPERTIES
}

resource "aws_msk_cluster" "main" {
  count = var.kafka_mode == "provisioned" ? 1 : 0

  cluster_name           = var.name
  kafka_version          = var.kafka_version
  number_of_broker_nodes = var.zone_count

  broker_node_group_info {
    instance_type   = var.kafka_instance_type
    client_subnets  = local.private_subnet_ids
    security_groups = [aws_security_group.this["kafka"].id]

    storage_info {
      ebs_storage_info {
        volume_size = var.kafka_volume_gb
      }
    }

    connectivity_info {
      public_access {
        type = "DISABLED"
      }

      dynamic "vpc_connectivity" { # Firehose comes from a VPC of its own
        for_each = var.enable_archive ? [true] : []
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
}

resource "aws_cloudwatch_log_group" "kafka" {
  count = var.kafka_mode == "provisioned" ? 1 : 0

  name              = "/msk/${var.name}"
  retention_in_days = var.log_retention_days
}

resource "aws_msk_cluster_policy" "firehose" {
  count = var.enable_archive ? 1 : 0

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
