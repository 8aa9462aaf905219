# Each profile makes sense and costs what README.md says of it; a switch that is set by itself wins.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "learn" {
  command = plan

  variables {
    profile = "learn"
  }

  assert {
    condition     = strcontains(file("README.md"), "| `learn` | ${format("%.2f", tonumber(output.hourly_cost_usd.total))} USD |")
    error_message = "learn costs ${output.hourly_cost_usd.total} USD an hour and README.md says otherwise"
  }

  assert {
    condition     = aws_msk_cluster.main[0].number_of_broker_nodes == 2 && aws_ecs_service.api[0].desired_count == 1 && length(aws_s3_bucket.archive) + length(aws_s3_bucket.access_logs) + length(aws_flow_log.main) == 0
    error_message = "learn must be small"
  }
}

run "small" {
  command = plan

  variables {
    profile = "small"
  }

  assert {
    condition     = strcontains(file("README.md"), "| `small`, the default | ${format("%.2f", tonumber(output.hourly_cost_usd.total))} USD |")
    error_message = "small costs ${output.hourly_cost_usd.total} USD an hour and README.md says otherwise"
  }
}

run "production" {
  command = plan

  variables {
    profile = "production"
  }

  assert {
    condition     = strcontains(file("README.md"), "| `production` | ${format("%.2f", tonumber(output.hourly_cost_usd.total))} USD |")
    error_message = "production costs ${output.hourly_cost_usd.total} USD an hour and README.md says otherwise"
  }

  assert {
    condition = alltrue([
      aws_msk_cluster.main[0].number_of_broker_nodes == 3, length(aws_kms_key.main) == 1, length(aws_backup_plan.main) == 1, length(aws_wafv2_web_acl.main) == 1,
      aws_lb.main[0].enable_deletion_protection, alltrue([for table in aws_dynamodb_table.this : table.deletion_protection_enabled]),
      alltrue([for mapping in aws_lambda_event_source_mapping.this : one(mapping.provisioned_poller_config).maximum_pollers == 8]),
    ])
    error_message = "production must have all that the profile names"
  }
}

run "what_is_set_wins_over_the_profile" {
  command = plan

  variables {
    profile             = "production"
    kafka_mode          = "serverless"
    zone_count          = 2
    endpoint_zone_count = 1
    desired_count       = 0
    provisioned_pollers = { minimum = 0 }
    waf_managed_rules   = []
    enable_waf_logs     = false
    enable_kms_key      = false
    deletion_protection = false
  }

  assert {
    condition = 0 == sum([
      length(aws_msk_cluster.main), length(aws_ecs_service.api), length(aws_kms_key.main), length(aws_cloudwatch_log_group.waf),
      length(flatten([for mapping in aws_lambda_event_source_mapping.this : mapping.provisioned_poller_config])),
      length([for rule in aws_wafv2_web_acl.main[0].rule : rule if rule.name != "rate-limit"]),
    ])
    error_message = "false, 0 and [] are choices too"
  }

  assert {
    condition     = length(aws_backup_plan.main) == 1 && !aws_lb.main[0].enable_deletion_protection && length(aws_subnet.private) == 2
    error_message = "what is not set must be as the profile says"
  }
}

run "a_profile_without_kafka" {
  command = plan

  variables {
    profile    = "production"
    kafka_mode = "none"
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.this) == 0 && aws_lambda_function.this["events"].environment[0].variables.PARTIAL_BATCH_RESPONSE == "false"
    error_message = "pollers of the profile must go with Kafka"
  }
}

run "no_such_profile" {
  command = plan

  variables {
    profile = "large"
  }

  expect_failures = [var.profile]
}
