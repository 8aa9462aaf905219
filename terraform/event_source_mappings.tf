# Lambda reads Kafka by these, a topic each (AWS takes one topic a mapping). The consumer groups have fixed names, so
# that policies can name them and a mapping that is made again goes on where the old one stopped.

locals {
  mappings = { for name, mapping in local.pipeline.mappings :
    name => merge(mapping, { group = "${var.name}-${mapping.function}-${mapping.topic}" })
    if local.has_kafka && contains(keys(local.function_names), mapping.function)
  }

  group_arns = { for name, mapping in local.mappings :
    name => "${replace(local.kafka_arn, ":cluster/", ":group/")}/${mapping.group}"
  }

  # The archive takes everything, an object a batch and partition.
  filtered_mappings = [for name, mapping in local.mappings : name
    if mapping.function != "archive" && contains(keys(var.filter_patterns), mapping.topic)
  ]
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each = local.mappings

  function_name    = aws_lambda_alias.live[each.value.function].arn
  event_source_arn = local.kafka_arn
  topics           = [each.value.topic]
  enabled          = var.enable_mappings

  batch_size                         = each.value.function == "archive" ? 10000 : var.batch_size
  maximum_batching_window_in_seconds = each.value.function == "archive" ? var.archive_window_s : var.batch_window_s
  starting_position                  = var.starting_position
  starting_position_timestamp        = var.starting_position == "AT_TIMESTAMP" ? var.starting_position_timestamp : null

  # AWS takes these for Kafka in provisioned mode only. The number of attempts is never left at "for ever" by default,
  # because Lambda reads that as 10 as soon as there is an on-failure destination.
  function_response_types        = local.provisioned_pollers == null ? null : ["ReportBatchItemFailures"]
  bisect_batch_on_function_error = one(local.provisioned_pollers[*].bisect)
  maximum_retry_attempts         = one(local.provisioned_pollers[*].attempts)
  maximum_record_age_in_seconds  = one(local.provisioned_pollers[*].record_age_s)

  amazon_managed_kafka_event_source_config {
    consumer_group_id = each.value.group
  }

  dynamic "provisioned_poller_config" {
    for_each = local.provisioned_pollers == null ? [] : [local.provisioned_pollers]
    content {
      minimum_pollers = provisioned_poller_config.value.minimum
      maximum_pollers = provisioned_poller_config.value.maximum
    }
  }

  dynamic "destination_config" {
    for_each = aws_sqs_queue.on_failure
    content {
      on_failure {
        destination_arn = destination_config.value.arn
      }
    }
  }

  dynamic "filter_criteria" {
    for_each = contains(local.filtered_mappings, each.key) ? [var.filter_patterns[each.value.topic]] : []
    content {
      dynamic "filter" {
        for_each = filter_criteria.value
        content {
          pattern = filter.value
        }
      }
    }
  }

  lifecycle { # where a new mapping begins; to begin elsewhere, make it again (-replace)
    ignore_changes = [starting_position, starting_position_timestamp]
  }

  # The pollers need their way and their rights, and the API creates the topics. The service is started after the
  # aliases and waited for until it is stable, so that snapshots are made meanwhile: this provider waits for a new
  # version itself, but not for the first one (its issue 42693); scripts/deploy.sh does.
  depends_on = [
    aws_ecs_service.api,
    aws_iam_role_policy.workload,
    aws_vpc_endpoint.interface,
    aws_vpc_security_group_egress_rule.this,
    aws_vpc_security_group_ingress_rule.this,
  ]
}
