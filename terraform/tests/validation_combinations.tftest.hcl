# Combinations that would not work. Each message says what to set; expect_failures names the variable that says so.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "kafka_needs_the_vpc" {
  command = plan

  variables {
    create_vpc    = false
    desired_count = 0
  }

  expect_failures = [var.create_vpc]
}

run "tasks_need_the_vpc" {
  command = plan

  variables {
    create_vpc = false
    kafka_mode = "none"
  }

  expect_failures = [var.create_vpc]
}

run "functions_in_the_vpc_need_it" {
  command = plan

  variables {
    create_vpc       = false
    kafka_mode       = "none"
    desired_count    = 0
    functions_in_vpc = true
  }

  expect_failures = [var.create_vpc]
}

run "waf_needs_a_load_balancer" {
  command = plan

  variables {
    create_vpc    = false
    kafka_mode    = "none"
    desired_count = 0
    enable_waf    = true
  }

  expect_failures = [var.create_vpc]
}

run "express_brokers_need_three_zones" {
  command = plan

  variables {
    kafka_mode          = "provisioned"
    kafka_instance_type = "express.m7g.large"
    zone_count          = 2
  }

  expect_failures = [var.kafka_instance_type]
}

run "regions_are_locked" {
  command = plan

  variables {
    allowed_regions = ["eu-central-1"]
  }

  expect_failures = [var.allowed_regions]
}

run "likes_have_no_more_partitions_than_their_topic" {
  command = plan

  variables {
    kafka_partitions          = 3
    like_partitions_per_movie = 4
  }

  expect_failures = [var.like_partitions_per_movie]
}

run "kafka_4_has_no_zookeeper" {
  command = plan

  variables {
    kafka_version = "4.0.x"
  }

  expect_failures = [var.kafka_version]
}

run "msk_ended_this_version" {
  command = plan

  variables {
    kafka_version = "3.6.0"
  }

  expect_failures = [var.kafka_version]
}

run "https_needs_a_load_balancer" {
  command = plan

  variables {
    create_vpc      = false
    kafka_mode      = "none"
    desired_count   = 0
    enable_https    = true
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  }

  expect_failures = [var.create_vpc]
}

run "protection_and_force_contradict" {
  command = plan

  variables {
    deletion_protection = true
    force_destroy       = true
  }

  expect_failures = [var.deletion_protection]
}

run "endpoints_need_their_zones" {
  command = plan

  variables {
    zone_count          = 2
    endpoint_zone_count = 3
  }

  expect_failures = [var.endpoint_zone_count]
}

run "desired_count_stays_below_max_count" {
  command = plan

  variables {
    desired_count = 3
    max_count     = 2
  }

  expect_failures = [var.desired_count]
}

run "memory_follows_cpu" {
  command = plan

  variables {
    task_cpu       = 256
    task_memory_mb = 4096
  }

  expect_failures = [var.task_memory_mb]
}

run "https_needs_a_certificate" {
  command = plan

  variables {
    enable_https = true
  }

  expect_failures = [var.enable_https]
}

run "a_certificate_needs_https" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  }

  expect_failures = [var.enable_https]
}

run "a_certificate_is_one_of_acm" {
  command = plan

  variables {
    enable_https    = true
    certificate_arn = "arn:aws:iam::123456789012:server-certificate/mine"
  }

  expect_failures = [var.certificate_arn]
}

run "oidc_needs_https" {
  command = plan

  variables {
    oidc               = { issuer = "https://l.example.com", authorization_endpoint = "https://l.example.com/a", token_endpoint = "https://l.example.com/t", user_info_endpoint = "https://l.example.com/u", client_id = "x" }
    oidc_client_secret = "secret"
  }

  expect_failures = [var.oidc]
}

run "oidc_needs_its_secret" {
  command = plan

  variables {
    enable_https    = true
    certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
    oidc            = { issuer = "https://l.example.com", authorization_endpoint = "https://l.example.com/a", token_endpoint = "https://l.example.com/t", user_info_endpoint = "https://l.example.com/u", client_id = "x" }
  }

  expect_failures = [var.oidc]
}

run "oidc_needs_https_endpoints" {
  command = plan

  variables {
    enable_https       = true
    certificate_arn    = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
    oidc_client_secret = "secret"
    oidc               = { issuer = "https://l.example.com", authorization_endpoint = "https://l.example.com/a", token_endpoint = "http://l.example.com/t", user_info_endpoint = "https://l.example.com/u", client_id = "x" }
  }

  expect_failures = [var.oidc]
}

run "at_timestamp_needs_a_time" {
  command = plan

  variables {
    starting_position = "AT_TIMESTAMP"
  }

  expect_failures = [var.starting_position]
}

run "a_time_needs_at_timestamp" {
  command = plan

  variables {
    starting_position_timestamp = "2026-11-21T03:00:00Z"
  }

  expect_failures = [var.starting_position]
}

run "a_time_is_rfc_3339" {
  command = plan

  variables {
    starting_position           = "AT_TIMESTAMP"
    starting_position_timestamp = "yesterday"
  }

  expect_failures = [var.starting_position_timestamp]
}

run "pollers_need_kafka" {
  command = plan

  variables {
    kafka_mode          = "none"
    provisioned_pollers = {}
  }

  expect_failures = [var.provisioned_pollers]
}

run "an_archive_needs_kafka" {
  command = plan

  variables {
    kafka_mode = "none"
    archive    = "firehose"
  }

  expect_failures = [var.archive]
}

run "an_archive_needs_private_connectivity" {
  command = plan

  variables {
    kafka_mode = "provisioned"
    archive    = "firehose"
  }

  expect_failures = [var.archive]
}

run "a_budget_needs_addressees" {
  command = plan

  variables {
    budget_limit_usd = 10
  }

  expect_failures = [var.budget_limit_usd]
}

run "addressees_need_a_budget" {
  command = plan

  variables {
    budget_emails = ["you@example.com"]
  }

  expect_failures = [var.budget_limit_usd]
}

run "budget_addressees_are_addresses" {
  command = plan

  variables {
    budget_limit_usd = 10
    budget_emails    = ["nobody"]
  }

  expect_failures = [var.budget_emails]
}

run "concurrency_is_for_functions_that_exist" {
  command = plan

  variables {
    reserved_concurrency = { payments = 5 }
  }

  expect_failures = [var.reserved_concurrency]
}
