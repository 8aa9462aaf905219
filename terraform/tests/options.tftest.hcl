# What an organisation asks for: off by default, and what each does when it is on.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "all_of_it_is_off" {
  command = plan

  assert {
    condition = 0 == sum([
      length(aws_kms_key.main), length(aws_acm_certificate.main), length(aws_route53_record.alias), length(aws_wafv2_web_acl_logging_configuration.main),
    ]) && aws_vpc.main[0].ipv4_ipam_pool_id == null
    error_message = "an option that nobody chose must make nothing"
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : length(table.replica) == 0 && !table.stream_enabled]) && alltrue([for role in aws_iam_role.workload : role.permissions_boundary == null])
    error_message = "tables must have no copies and roles no boundary"
  }
}

run "key" {
  command = apply

  variables {
    enable_kms_key = true
    alarm_emails   = ["you@example.com"]
  }

  assert {
    condition = alltrue(concat(
      [for table in aws_dynamodb_table.this : table.server_side_encryption[0].kms_key_arn == aws_kms_key.main[0].arn],
      [for group in concat(values(aws_cloudwatch_log_group.function), [aws_cloudwatch_log_group.api], aws_cloudwatch_log_group.flow_logs) : group.kms_key_id == aws_kms_key.main[0].arn],
      [aws_sns_topic.alarms[0].kms_master_key_id == aws_kms_key.main[0].arn, aws_sqs_queue.on_failure[0].kms_master_key_id == aws_kms_key.main[0].arn],
    ))
    error_message = "the key must be on tables, logs, alarms and queue"
  }

  assert {
    condition = { for name, encryption in aws_s3_bucket_server_side_encryption_configuration.this : name => one(encryption.rule).apply_server_side_encryption_by_default[0].sse_algorithm } == {
      archive = "aws:kms", access-logs = "AES256"
    }
    error_message = "the key must be on the archive, and not where the load balancer writes"
  }

  assert {
    condition     = aws_kms_key.main[0].enable_key_rotation && alltrue([for statement in jsondecode(aws_kms_key.main[0].policy).Statement : statement.Sid == "AccountManages" || contains(keys(statement), "Condition")])
    error_message = "the key must turn over, and serve nobody unconditionally but the account"
  }
}

run "key_of_the_cluster" {
  command = apply

  variables {
    kafka_mode     = "provisioned"
    enable_kms_key = true
  }

  assert {
    condition     = aws_msk_cluster.main[0].encryption_info[0].encryption_at_rest_kms_key_arn == aws_kms_key.main[0].arn && strcontains(file("msk.tf"), "ignore_changes = [encryption_info[0].encryption_at_rest_kms_key_arn]")
    error_message = "the key must be on the topics, and a later key must not make the cluster anew"
  }
}

run "name" {
  command = apply

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
    condition     = aws_lb_listener.https[0].certificate_arn == aws_acm_certificate_validation.main[0].certificate_arn && aws_acm_certificate.main[0].validation_method == "DNS"
    error_message = "the listener must wait for the certificate that the DNS proves"
  }

  assert {
    condition     = aws_route53_record.alias[0].name == "api.example.com" && one(aws_route53_record.alias[0].alias).name == aws_lb.main[0].dns_name && output.url == "https://api.example.com"
    error_message = "the name must lead to the load balancer"
  }
}

run "a_name_needs_https" {
  command = plan

  variables {
    dns_zone_id = "Z0123456789ABCDEFGHIJ"
    host_name   = "api.example.com"
  }

  expect_failures = [var.enable_https]
}

run "waf" {
  command = apply

  variables {
    enable_waf        = true
    enable_waf_logs   = true
    waf_managed_rules = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"]
  }

  assert {
    condition     = { for rule in aws_wafv2_web_acl.main[0].rule : rule.priority => rule.name } == { 1 = "rate-limit", 10 = "AWSManagedRulesCommonRuleSet", 11 = "AWSManagedRulesKnownBadInputsRuleSet" }
    error_message = "the rule groups must come after the limit, in order"
  }

  assert { # which are 8,192 bytes there, and 16,384 in the API
    condition = { for rule in aws_wafv2_web_acl.main[0].rule : rule.name => flatten([
      for override in rule.statement[0].managed_rule_group_statement[0].rule_action_override : override.name if length(override.action_to_use[0].count) == 1
    ]) if rule.priority >= 10 } == { AWSManagedRulesCommonRuleSet = ["SizeRestrictions_BODY"], AWSManagedRulesKnownBadInputsRuleSet = [] }
    error_message = "how long a body may be must be the API's to say"
  }

  assert {
    condition     = startswith(aws_cloudwatch_log_group.waf[0].name, "aws-waf-logs-") && one(one(aws_wafv2_web_acl_logging_configuration.main[0].redacted_fields).single_header).name == "authorization"
    error_message = "WAF must log under the name it demands, and no tokens"
  }
}

run "waf_rules_need_waf" {
  command = plan

  variables {
    waf_managed_rules = ["AWSManagedRulesCommonRuleSet"]
    enable_waf_logs   = true
  }

  expect_failures = [var.waf_managed_rules, var.enable_waf_logs]
}

run "endpoint_policies" {
  command = apply

  variables {
    enable_endpoint_policies = true
  }

  assert {
    condition = alltrue([for name, endpoint in aws_vpc_endpoint.interface :
      jsondecode(endpoint.policy).Statement[0].Condition.StringEquals["aws:PrincipalAccount"] == "123456789012" && length(jsondecode(endpoint.policy).Statement) == (contains(["lambda", "sts", "sqs"], name) ? 2 : 1)
    ])
    error_message = "endpoints must serve this account, and Lambda where it polls"
  }
}

run "addresses_from_a_pool" {
  command = plan

  variables {
    ipam_pool_id        = "ipam-pool-0123456789abcdef0"
    ipam_netmask_length = 22
  }

  assert {
    condition     = aws_vpc.main[0].ipv4_ipam_pool_id == "ipam-pool-0123456789abcdef0" && aws_vpc.main[0].ipv4_netmask_length == 22
    error_message = "the pool must give the addresses"
  }
}

run "copies_in_other_regions" {
  command = plan

  variables {
    replica_regions = ["eu-central-1"]
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.this : table.stream_view_type == "NEW_AND_OLD_IMAGES" && [for replica in table.replica : replica.region_name] == ["eu-central-1"]])
    error_message = "each table must have its copy"
  }
}

run "values_that_are_refused" {
  command = plan

  variables {
    permissions_boundary_arn = "students"
    dns_zone_id              = "example.com"
    waf_managed_rules        = ["mine"]
    ipam_pool_id             = "pool"
    ipam_netmask_length      = 28
    replica_regions          = ["eu-west-1"]
  }

  expect_failures = [
    var.permissions_boundary_arn, var.dns_zone_id, var.waf_managed_rules, var.ipam_pool_id, var.ipam_netmask_length, var.replica_regions,
  ]
}
