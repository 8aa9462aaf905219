# The read side in a second region: copies of another stack's tables, and a name that fails over.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "alone" {
  command = plan

  variables {
    dns_zone_id  = "Z0123456789ABCDEFGHIJ"
    host_name    = "api.example.com"
    enable_https = true
  }

  override_resource {
    target = aws_acm_certificate.main[0]
    values = { arn = "arn:aws:acm:eu-west-1:123456789012:certificate/22222222-3333-4444-5555-666666666666", domain_validation_options = [{
      domain_name = "api.example.com", resource_record_name = "_1.api.example.com.", resource_record_type = "CNAME", resource_record_value = "_2.acm-validations.aws."
    }] }
  }

  assert {
    condition     = length(aws_route53_health_check.reads) == 0 && length(aws_route53_record.alias[0].failover_routing_policy) == 0
    error_message = "a stack that is alone must not fail over"
  }
}

run "primary" {
  command = apply

  variables {
    replica_regions = ["eu-central-1"]
    dns_zone_id     = "Z0123456789ABCDEFGHIJ"
    host_name       = "api.example.com"
    enable_https    = true
    dns_failover    = "primary"
  }

  override_resource {
    target = aws_acm_certificate.main[0]
    values = { arn = "arn:aws:acm:eu-west-1:123456789012:certificate/22222222-3333-4444-5555-666666666666", domain_validation_options = [{
      domain_name = "api.example.com", resource_record_name = "_1.api.example.com.", resource_record_type = "CNAME", resource_record_value = "_2.acm-validations.aws."
    }] }
  }

  assert {
    condition     = aws_route53_record.alias[0].failover_routing_policy[0].type == "PRIMARY" && aws_route53_record.alias[0].set_identifier == "eu-west-1" && aws_route53_record.alias[0].health_check_id == aws_route53_health_check.reads[0].id
    error_message = "the primary's record must follow the health check"
  }

  assert {
    condition     = aws_route53_health_check.reads[0].fqdn == aws_lb.main[0].dns_name && aws_route53_health_check.reads[0].type == "HTTPS" && contains([for route in local.routes : route.path], "/${split("/", aws_route53_health_check.reads[0].resource_path)[1]}")
    error_message = "the health check must ask the load balancer for a route that a function answers"
  }
}

run "secondary" {
  command = apply

  variables {
    name          = "plainstream-2"
    replica_of    = "plainstream"
    kafka_mode    = "none"
    desired_count = 0
    enable_backup = true
    dns_zone_id   = "Z0123456789ABCDEFGHIJ"
    host_name     = "api.example.com"
    enable_https  = true
    dns_failover  = "secondary"
  }

  override_resource {
    target = aws_acm_certificate.main[0]
    values = { arn = "arn:aws:acm:eu-west-1:123456789012:certificate/22222222-3333-4444-5555-666666666666", domain_validation_options = [{
      domain_name = "api.example.com", resource_record_name = "_1.api.example.com.", resource_record_type = "CNAME", resource_record_value = "_2.acm-validations.aws."
    }] }
  }

  assert {
    condition     = length(aws_dynamodb_table.this) + length(aws_dynamodb_table_item.seed) + length(aws_backup_plan.main) == 0 && length(output.table_names) == 0
    error_message = "the tables are another stack's"
  }

  assert {
    condition     = aws_lambda_function.this["queries"].environment[0].variables.TABLE_PREFIX == "plainstream-" && strcontains(aws_iam_role_policy.workload["queries"].policy, ":table/plainstream-likes\"")
    error_message = "reads must be of the copies"
  }

  assert {
    condition     = aws_route53_record.alias[0].failover_routing_policy[0].type == "SECONDARY" && !aws_route53_record.alias[0].alias[0].evaluate_target_health && length(aws_route53_health_check.reads) == 0
    error_message = "the secondary must serve whenever the primary does not"
  }
}

run "the_second_region_takes_over_writes" {
  command = plan

  variables {
    name       = "plainstream-2"
    replica_of = "plainstream"
  }

  assert {
    condition     = length(aws_msk_serverless_cluster.main) == 1 && length(aws_dynamodb_table.this) == 0 && strcontains(local.table_arns.likes, ":table/plainstream-likes")
    error_message = "with Kafka the copies are written, too"
  }
}

run "writes_must_not_be_accepted_and_lost" {
  command = plan

  variables {
    name       = "plainstream-2"
    replica_of = "plainstream"
    kafka_mode = "none"
  }

  expect_failures = [var.replica_of]
}

run "failover_needs_a_name_and_a_way_in" {
  command = plan

  variables {
    dns_failover  = "primary"
    ingress_cidrs = ["203.0.113.0/24"]
  }

  expect_failures = [var.dns_failover]
}

run "copies_have_no_copies" {
  command = plan

  variables {
    name            = "plainstream-2"
    replica_of      = "plainstream"
    replica_regions = ["eu-central-1"]
  }

  expect_failures = [var.replica_regions]
}

run "roles_have_one_name_in_all_regions" {
  command = plan

  variables {
    replica_of = "plainstream"
  }

  expect_failures = [var.replica_of]
}
