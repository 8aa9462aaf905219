# Values that no variable takes, whatever else is set. Where a variable's check looks at another one, that one must be
# valid, or Terraform leaves the check out; hence more than one run.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "each_variable_refuses" {
  command = plan

  variables {
    name                     = "Plain"
    tags                     = { Project = "mine" }
    cpu_architecture         = "arm64"
    log_level                = "VERBOSE"
    log_retention_days       = 31
    vpc_cidr                 = "10.0.0.0/28"
    zone_count               = 1
    ingress_cidrs            = []
    host_name                = "https://api.example.com"
    image_tag                = "-bad"
    max_count                = 101
    task_cpu                 = 300
    on_demand_percent        = 101
    on_demand_base           = -1
    requests_per_target      = 0
    cpu_target_percent       = 95
    api_environment          = { KAFKA_AUTH = "none" }
    waf_rate_limit           = 5
    kafka_mode               = "kinesis"
    kafka_version            = "latest"
    kafka_volume_gb          = 0
    kafka_partitions         = 0
    function_memory_mb       = 128
    function_timeout_s       = 900
    reserved_concurrency     = { events = -2 }
    idempotency_ttl_s        = 60
    batch_size               = 0
    batch_window_s           = 301
    filter_patterns          = { payments = ["{}"] }
    test_event_registry      = "mine"
    archive_retention_days   = 30
    archive_window_s         = 30
    timestamp_shards         = 129
    permissions_boundary_arn = "students"
    backup_retention_days    = 0
    alarm_emails             = ["nobody"]
    alarm_thresholds         = { latency_ms = 0 }
  }

  expect_failures = [
    var.name,
    var.tags,
    var.cpu_architecture,
    var.log_level,
    var.log_retention_days,
    var.vpc_cidr,
    var.zone_count,
    var.ingress_cidrs,
    var.host_name,
    var.image_tag,
    var.max_count,
    var.task_cpu,
    var.on_demand_percent,
    var.on_demand_base,
    var.requests_per_target,
    var.cpu_target_percent,
    var.api_environment,
    var.waf_rate_limit,
    var.kafka_mode,
    var.kafka_version,
    var.kafka_volume_gb,
    var.kafka_partitions,
    var.function_memory_mb,
    var.function_timeout_s,
    var.reserved_concurrency,
    var.idempotency_ttl_s,
    var.timestamp_shards,
    var.batch_size,
    var.batch_window_s,
    var.filter_patterns,
    var.test_event_registry,
    var.archive_retention_days,
    var.archive_window_s,
    var.permissions_boundary_arn,
    var.backup_retention_days,
    var.alarm_emails,
    var.alarm_thresholds,
  ]
}

run "variables_that_look_at_others_refuse" {
  command = plan

  variables {
    endpoint_zone_count = 0
    kafka_instance_type = "t3.small"
    desired_count       = -1
    task_memory_mb      = 512
    starting_position   = "EARLIEST"
    provisioned_pollers = { minimum = -1 }
    budget_limit_usd    = -1
  }

  expect_failures = [
    var.endpoint_zone_count,
    var.kafka_instance_type,
    var.desired_count,
    var.task_memory_mb,
    var.starting_position,
    var.provisioned_pollers,
    var.budget_limit_usd,
  ]
}

run "more_values_2" {
  command = plan

  variables {
    name                = "a"
    log_retention_days  = 0
    vpc_cidr            = "10.0.0.0"
    endpoint_zone_count = 3
    ingress_cidrs       = ["203.0.113.7"]
    image_tag           = ""
    desired_count       = 5
    task_memory_mb      = 1500
    on_demand_percent   = -1
    batch_size          = 10001
    filter_patterns     = { events = ["not json"] }
    provisioned_pollers = { minimum = 5, maximum = 4 }
  }

  expect_failures = [
    var.name,
    var.log_retention_days,
    var.vpc_cidr,
    var.endpoint_zone_count,
    var.ingress_cidrs,
    var.image_tag,
    var.desired_count,
    var.task_memory_mb,
    var.on_demand_percent,
    var.batch_size,
    var.filter_patterns,
    var.provisioned_pollers,
  ]
}

run "more_values_3" {
  command = plan

  variables {
    zone_count          = 4
    name                = "plainstream-is-far-too-long"
    vpc_cidr            = "2001:db8::/32"
    desired_count       = 1.5
    task_memory_mb      = 8192
    filter_patterns     = { events = ["{}", "{}", "{}", "{}", "{}", "{}"] }
    provisioned_pollers = { attempts = 10001 }
  }

  expect_failures = [
    var.zone_count,
    var.name,
    var.vpc_cidr,
    var.desired_count,
    var.task_memory_mb,
    var.filter_patterns,
    var.provisioned_pollers,
  ]
}

run "more_values_4" {
  command = plan

  variables {
    name                = "plain--stream"
    provisioned_pollers = { record_age_s = 30 }
    function_timeout_s  = 29
  }

  expect_failures = [
    var.name,
    var.provisioned_pollers,
    var.function_timeout_s,
  ]
}

run "a_name_that_aws_keeps_1" {
  command = plan

  variables {
    name = "aws-shop"
  }

  expect_failures = [var.name]
}

run "a_name_that_aws_keeps_2" {
  command = plan

  variables {
    name = "ssm"
  }

  expect_failures = [var.name]
}

run "a_name_that_aws_keeps_3" {
  command = plan

  variables {
    name = "internal-shop"
  }

  expect_failures = [var.name]
}
