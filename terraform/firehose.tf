# The archive: each topic's values, a JSON object a line, gzipped, below topics/TOPIC/YYYY/MM/DD/HH/. Firehose hands
# over a record's value alone, without its key and headers.

resource "aws_kinesis_firehose_delivery_stream" "archive" {
  for_each = local.has_firehose ? local.topics : []

  name        = "${var.name}-${each.key}"
  destination = "extended_s3"

  msk_source_configuration {
    msk_cluster_arn = local.kafka_arn
    topic_name      = each.key

    # AWS's word for the earliest record; by default a stream begins when it becomes active, and misses what came
    # before.
    read_from_timestamp = "1970-01-01T00:00:00Z"

    authentication_configuration {
      connectivity = "PRIVATE"
      role_arn     = aws_iam_role.workload["firehose"].arn
    }
  }

  extended_s3_configuration {
    bucket_arn          = aws_s3_bucket.archive[0].arn
    role_arn            = aws_iam_role.workload["firehose"].arn
    prefix              = "topics/${each.key}/!{timestamp:yyyy/MM/dd/HH}/"
    error_output_prefix = "errors/${each.key}/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/"
    compression_format  = "GZIP"
    buffering_size      = 64 # MiB
    buffering_interval  = 300

    processing_configuration {
      enabled = true

      processors {
        type = "AppendDelimiterToRecord"

        parameters {
          parameter_name  = "Delimiter"
          parameter_value = "\\n"
        }
      }
    }

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.firehose[0].name
      log_stream_name = aws_cloudwatch_log_stream.firehose[each.key].name
    }
  }

  depends_on = [
    aws_ecs_service.api, # creates the topics
    aws_iam_role_policy.workload,
    aws_msk_cluster_policy.firehose,
  ]
}

resource "aws_cloudwatch_log_group" "firehose" {
  count = local.has_firehose ? 1 : 0

  name              = "/firehose/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = local.key_arn
}

resource "aws_cloudwatch_log_stream" "firehose" {
  for_each = local.has_firehose ? local.topics : []

  name           = each.key
  log_group_name = aws_cloudwatch_log_group.firehose[0].name
}
