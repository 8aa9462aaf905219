# Tables, archive, backup, alarms and budget.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "tables" {
  command = plan

  assert {
    condition = { for table in aws_dynamodb_table.this : table.name => join(" ", compact([table.hash_key, table.range_key])) } == {
      for name, table in jsondecode(file("pipeline.json")).tables : "plainstream-${name}" => join(" ", compact([table.hash_key.name, try(table.range_key.name, "")]))
    }
    error_message = "tables or keys are other ones"
  }

  assert {
    condition     = [for index in aws_dynamodb_table.this["timestamps"].global_secondary_index : "${index.name} ${index.hash_key}"] == ["by_id id"]
    error_message = "timestamps must have an index on id"
  }

  assert {
    condition     = aws_dynamodb_table.this["idempotency"].ttl[0].attribute_name == "expiresAt" && [for name, table in aws_dynamodb_table.this : name if length(table.ttl) > 0] == ["idempotency"]
    error_message = "only idempotency expires"
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.billing_mode == "PAY_PER_REQUEST" && table.server_side_encryption[0].enabled && !table.deletion_protection_enabled])
    error_message = "tables must be on demand and encrypted"
  }

  assert {
    condition     = [for name, table in aws_dynamodb_table.this : name if !table.point_in_time_recovery[0].enabled] == ["idempotency"]
    error_message = "tables must be restorable to any second"
  }

  assert {
    condition     = toset(keys(aws_dynamodb_table_item.seed)) == toset([for customer in jsondecode(file("data/customers.json")) : customer.Customer]) && jsondecode(aws_dynamodb_table_item.seed["Jones"].item).latitude == { N = "53.3811" } && jsondecode(aws_dynamodb_table_item.seed["Jones"].item).Customer == { S = "Jones" }
    error_message = "customers must come from data/customers.json"
  }
}

run "table_options" {
  command = plan

  variables {
    deletion_protection           = true
    enable_point_in_time_recovery = false
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.deletion_protection_enabled && !table.point_in_time_recovery[0].enabled]) && aws_lb.main[0].enable_deletion_protection
    error_message = "tables and load balancer must be protected, and not restorable"
  }
}

run "firehose_and_backup_are_off_by_default" {
  command = plan

  assert {
    condition     = length(aws_kinesis_firehose_delivery_stream.archive) + length(aws_msk_cluster_policy.firehose) + length(aws_backup_plan.main) + length(aws_budgets_budget.monthly) + length(aws_sns_topic.alarms) == 0
    error_message = "what costs and is not needed must be off"
  }
}

run "archive_by_function" {
  command = apply

  variables {
    archive_window_s = 120
    filter_patterns  = { events = ["{\"value\":{\"movieId\":[{\"exists\":true}]}}"] }
  }

  assert {
    condition = { for name, mapping in aws_lambda_event_source_mapping.this : one(mapping.topics) =>
      "${mapping.batch_size} ${mapping.maximum_batching_window_in_seconds} ${mapping.amazon_managed_kafka_event_source_config[0].consumer_group_id} ${length(mapping.filter_criteria)}"
      if startswith(name, "archive")
    } == { for topic in ["events", "orders", "orders-enriched"] : topic => "10000 120 plainstream-archive-${topic} 0" }
    error_message = "the archive must read every topic, unfiltered, in large batches and groups of its own"
  }

  assert {
    condition     = aws_lambda_function.this["archive"].environment[0].variables.ARCHIVE_BUCKET == aws_s3_bucket.archive[0].bucket && aws_lambda_function.this["archive"].environment[0].variables.SOURCE_EPOCH == aws_msk_serverless_cluster.main[0].cluster_uuid
    error_message = "the archive must know its bucket and the cluster's life"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.workload["archive"].policy).Statement : statement.Resource if contains(statement.Action, "s3:PutObject")] == [["${aws_s3_bucket.archive[0].arn}/*"]] && !strcontains(aws_iam_role_policy.workload["archive"].policy, "dynamodb")
    error_message = "the archive must write its bucket and nothing else"
  }

  assert {
    condition     = strcontains(aws_vpc_endpoint.gateway["s3"].policy, "s3:PutObject") && contains(keys(aws_vpc_security_group_egress_rule.this), "functions-s3-443")
    error_message = "the archive's way to S3 must be open from within the VPC too"
  }
}

run "archive_off" {
  command = plan

  variables {
    archive = "none"
  }

  assert {
    condition     = length(aws_s3_bucket.archive) == 0 && !contains(keys(aws_lambda_function.this), "archive") && length(aws_lambda_event_source_mapping.this) == 3 && !contains(keys(aws_iam_role.workload), "archive")
    error_message = "without an archive there is no bucket, function, mapping or role"
  }
}

run "shards" {
  command = plan

  variables {
    timestamp_shards          = 16
    like_partitions_per_movie = 3
  }

  assert {
    condition     = aws_lambda_function.this["events"].environment[0].variables.TIMESTAMP_SHARDS == "16" && aws_lambda_function.this["queries"].environment[0].variables.TIMESTAMP_SHARDS == "16" && output.timestamp_shards == 16
    error_message = "who writes timestamps and who reads them must know the same shards"
  }
}

run "archive" {
  command = apply

  variables {
    archive                = "firehose"
    archive_retention_days = 90
  }

  assert {
    condition     = { for name, stream in aws_kinesis_firehose_delivery_stream.archive : name => stream.msk_source_configuration[0].topic_name } == { for topic in ["events", "orders", "orders-enriched"] : topic => topic }
    error_message = "every topic must be archived"
  }

  assert {
    condition     = alltrue([for stream in aws_kinesis_firehose_delivery_stream.archive : stream.msk_source_configuration[0].read_from_timestamp == "1970-01-01T00:00:00Z"])
    error_message = "the archive must begin with the first record, not when the stream becomes active"
  }

  assert {
    condition = alltrue([for stream in aws_kinesis_firehose_delivery_stream.archive :
      stream.msk_source_configuration[0].authentication_configuration[0].connectivity == "PRIVATE" && stream.extended_s3_configuration[0].compression_format == "GZIP"
    ])
    error_message = "Firehose must connect privately and compress"
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this["archive"].rule[0].expiration[0].days == 90 && length(aws_s3_bucket_lifecycle_configuration.this["archive"].rule[0].transition) == 1
    error_message = "archived events must move to cheaper storage, then go"
  }

  assert {
    condition = alltrue([for block in aws_s3_bucket_public_access_block.this :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ]) && toset(keys(aws_s3_bucket_public_access_block.this)) == toset(["archive", "access-logs"])
    error_message = "no bucket may be public"
  }

  assert {
    condition     = alltrue([for encryption in aws_s3_bucket_server_side_encryption_configuration.this : one(encryption.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"])
    error_message = "buckets must be encrypted"
  }

  assert {
    condition = alltrue([for policy in aws_s3_bucket_policy.this : anytrue([
      for statement in jsondecode(policy.policy).Statement : statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false" && length(statement.Resource) == 2
    ])])
    error_message = "buckets must refuse what does not come over TLS"
  }

  assert {
    condition     = output.bucket_names == { archive = "plainstream-archive-123456789012-eu-west-1", access-logs = "plainstream-access-logs-123456789012-eu-west-1" }
    error_message = "the output must name the buckets"
  }
}

run "backup" {
  command = plan

  variables {
    enable_backup         = true
    backup_retention_days = 7
  }

  assert {
    condition     = one(aws_backup_plan.main[0].rule).lifecycle[0].delete_after == 7 && length(aws_backup_selection.tables[0].resources) > 0
    error_message = "tables must be backed up and backups go"
  }
}

run "budget" {
  command = plan

  variables {
    budget_limit_usd = 50
    budget_emails    = ["you@example.com"]
  }

  assert {
    condition     = aws_budgets_budget.monthly[0].limit_amount == "50" && length(aws_budgets_budget.monthly[0].notification) == 2
    error_message = "the budget must warn twice"
  }
}

run "alarms" {
  command = plan

  assert {
    condition = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset([
      "api-failed-answers", "load-balancer-errors", "api-latency", "api-not-ready", "events-errors", "queries-errors", "enrichment-errors",
      "events-throttles", "queries-throttles", "enrichment-throttles", "archive-errors", "archive-throttles", "events-lag", "enrichment-lag", "archive-lag",
      "events-dead-letters", "enrichment-dead-letters", "events-refused", "enrichment-refused", "archive-refused", "on-failure-queue",
    ])
    error_message = "alarms are missing or unknown"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["events-dead-letters"].namespace == "Plainstream/Consumer" && aws_cloudwatch_metric_alarm.this["events-dead-letters"].dimensions == tomap({ Function = "events" })
    error_message = "dead letters must be read from the functions' own metric"
  }

  assert {
    condition     = [for name, alarm in aws_cloudwatch_metric_alarm.this : name if alarm.comparison_operator != "GreaterThanThreshold"] == ["api-not-ready"] && aws_cloudwatch_metric_alarm.this["api-not-ready"].statistic == "Minimum"
    error_message = "one task that cannot publish must be seen"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api-latency"].extended_statistic == "p99" && aws_cloudwatch_metric_alarm.this["api-latency"].threshold == 1
    error_message = "latency must be judged by its 99th percentile"
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.treat_missing_data == "notBreaching" && length(alarm.alarm_actions) == 0])
    error_message = "alarms without addressees must not send"
  }
}

run "alarm_emails" {
  command = apply

  variables {
    alarm_emails     = ["you@example.com"]
    alarm_thresholds = { latency_ms = 250 }
  }

  assert {
    condition     = aws_sns_topic_subscription.alarms["you@example.com"].protocol == "email" && alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset([aws_sns_topic.alarms[0].arn])])
    error_message = "alarms must go to the addressees"
  }

  assert {
    condition     = jsondecode(aws_sns_topic_policy.alarms[0].policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "only this account's alarms may publish"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api-latency"].threshold == 0.25
    error_message = "thresholds must be settings"
  }
}

run "dashboard" {
  command = apply

  assert {
    condition = alltrue([for metric in [
      "LatencyP50Ms", "LatencyP99Ms", "LatencyMaxMs", "PublishP50Ms", "PublishP99Ms", "PublishMaxMs", "InFlight", "Refused", "Ready", "Renewed",
      "RecordsStored", "RecordsLogged", "RecordsRefused", "RecordsSkipped", "RecordsRetried", "DeadLetters", "LagMs", "OffsetLag", "Requests",
    ] : strcontains(aws_cloudwatch_dashboard.main.dashboard_body, "\"${metric}\"")])
    error_message = "the dashboard must show every metric"
  }
}

run "costs" {
  command = plan

  variables {
    kafka_mode    = "none"
    create_vpc    = false
    desired_count = 0
  }

  assert {
    condition     = alltrue([for item, usd in output.hourly_cost_usd.items : tonumber(usd) == 0 if item != "watch"]) && tonumber(output.hourly_cost_usd.total) < 0.01
    error_message = "without network, Kafka and tasks only alarms and dashboard may cost"
  }
}

run "costs_of_the_default" {
  command = plan

  assert {
    condition     = tonumber(output.hourly_cost_usd.items.kafka) > 0.75 && tonumber(output.hourly_cost_usd.items.endpoints) == 0.06
    error_message = "the estimate must follow the options"
  }
}
