# The network: no way out but the endpoints, and those only that the options need.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables { # any file that is there
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "default_network" {
  command = apply

  assert {
    condition     = !strcontains(join("", [for file in fileset(path.module, "*.tf") : file(file)]), "\"aws_nat_gateway\"")
    error_message = "there must be no NAT gateway"
  }

  assert {
    condition     = length(aws_route_table.private[0].route) == 0
    error_message = "the private side must have no route but the local one"
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : !subnet.map_public_ip_on_launch])
    error_message = "public subnets must give no addresses"
  }

  assert {
    condition     = length(setunion([for subnet in aws_subnet.private : subnet.cidr_block], [for subnet in aws_subnet.public : subnet.cidr_block])) == 4
    error_message = "each of four subnets must have a block of its own"
  }

  assert {
    condition     = length(setintersection(aws_ecs_service.api[0].network_configuration[0].subnets, [for subnet in aws_subnet.public : subnet.id])) == 0 && !aws_ecs_service.api[0].network_configuration[0].assign_public_ip
    error_message = "tasks must be in private subnets only, without public addresses"
  }

  assert {
    condition     = aws_msk_serverless_cluster.main[0].vpc_config[0].subnet_ids == toset([for subnet in aws_subnet.private : subnet.id])
    error_message = "Kafka must be in the private subnets"
  }

  assert {
    condition     = toset(aws_lb.main[0].subnets) == toset([for subnet in aws_subnet.public : subnet.id])
    error_message = "the load balancer, alone, must be in the public subnets"
  }

  assert {
    condition     = toset(keys(aws_vpc_endpoint.interface)) == toset(["ecr.api", "ecr.dkr", "logs", "lambda", "sts", "sqs"])
    error_message = "the default stack needs six interface endpoints"
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : length(endpoint.subnet_ids) == 1 && endpoint.private_dns_enabled])
    error_message = "endpoints must be in one zone by default, under the services' names"
  }

  assert {
    condition     = toset(keys(aws_vpc_endpoint.gateway)) == toset(["s3", "dynamodb"])
    error_message = "S3 and DynamoDB must be reached by gateway endpoints"
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.gateway : !strcontains(endpoint.policy, "\"Resource\":[\"*\"]") && !can(regex("\"Action\":\\[[^]]*\\*", endpoint.policy))])
    error_message = "gateway endpoints must let exact actions on named resources through"
  }

  assert {
    condition     = aws_flow_log.main[0].traffic_type == "ALL" && aws_cloudwatch_log_group.flow_logs[0].retention_in_days == 30
    error_message = "flow logs must hold all traffic for the retention time"
  }
}

run "zones_are_chosen_by_id" {
  command = plan

  assert { # each account has names of its own for them
    condition     = data.aws_availability_zones.available.exclude_zone_ids == toset(["use1-az3", "usw1-az2", "apne1-az3", "cac1-az3"])
    error_message = "zones without MSK and Fargate must be left out"
  }
}

run "dynamodb_endpoint_lets_through_what_the_roles_may" {
  command = apply

  variables {
    functions_in_vpc = true
  }

  # What the policies say, action by action and resource by resource: no more and no less.
  assert {
    condition = toset(flatten([for statement in jsondecode(aws_vpc_endpoint.gateway["dynamodb"].policy).Statement : [for pair in setproduct(statement.Action, statement.Resource) : join(" ", pair)]])) == toset(flatten([
      for name in keys(aws_lambda_function.this) : [for statement in jsondecode(aws_iam_role_policy.workload[name].policy).Statement : [
        for pair in setproduct(statement.Action, statement.Resource) : join(" ", pair) if startswith(pair[0], "dynamodb:")
      ]]
    ]))
    error_message = "the endpoint must let through what the functions' roles may do and nothing else"
  }

  assert {
    condition     = strcontains(aws_vpc_endpoint.gateway["dynamodb"].policy, "dynamodb:BatchWriteItem")
    error_message = "timestamps are written in batches"
  }
}

run "security_groups" {
  command = apply

  assert {
    condition = toset(keys(aws_vpc_security_group_ingress_rule.this)) == toset([
      "0.0.0.0/0-alb-80", "alb-api-8080", "api-kafka-9098", "api-endpoints-443", "functions-kafka-9098", "kafka-kafka-9098", "kafka-endpoints-443",
    ])
    error_message = "who may talk in is another list than stated"
  }

  assert {
    condition = toset(keys(aws_vpc_security_group_egress_rule.this)) == toset([
      "alb-api-8080", "api-kafka-9098", "api-endpoints-443", "api-s3-443", "functions-kafka-9098", "functions-dynamodb-443", "functions-s3-443", "kafka-kafka-9098", "kafka-endpoints-443",
    ])
    error_message = "who may talk out is another list than stated"
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_egress_rule.this : rule.cidr_ipv4 == null])
    error_message = "no group may send to arbitrary addresses"
  }

  assert {
    condition     = [for name, rule in aws_vpc_security_group_ingress_rule.this : name if rule.cidr_ipv4 != null] == ["0.0.0.0/0-alb-80"]
    error_message = "only the load balancer may be reached from outside the groups"
  }

  assert {
    condition     = length(aws_default_security_group.closed[0].ingress) == 0 && length(aws_default_security_group.closed[0].egress) == 0
    error_message = "the VPC's default group must be closed"
  }
}

run "ingress_cidrs_limit_who_may_come" {
  command = plan

  variables {
    ingress_cidrs = ["203.0.113.7/32", "198.51.100.0/24"]
  }

  assert {
    condition     = toset([for rule in aws_vpc_security_group_ingress_rule.this : rule.cidr_ipv4 if rule.cidr_ipv4 != null]) == toset(["203.0.113.7/32", "198.51.100.0/24"])
    error_message = "the load balancer must be open to ingress_cidrs only"
  }
}

run "three_zones" {
  command = apply

  variables {
    zone_count          = 3
    endpoint_zone_count = 3
  }

  assert {
    condition     = length(aws_subnet.private) == 3 && alltrue([for endpoint in aws_vpc_endpoint.interface : length(endpoint.subnet_ids) == 3])
    error_message = "subnets and endpoints must be in three zones"
  }
}

run "too_few_zones" {
  command = plan

  variables {
    zone_count = 3
  }

  override_data {
    target = data.aws_availability_zones.available
    values = { names = ["us-west-1a", "us-west-1b"] }
  }

  expect_failures = [aws_vpc.main]
}

run "provisioned_pollers_need_no_lambda_endpoint" {
  command = plan

  variables {
    provisioned_pollers     = {}
    enable_on_failure_queue = false
  }

  assert {
    condition     = toset(keys(aws_vpc_endpoint.interface)) == toset(["ecr.api", "ecr.dkr", "logs"])
    error_message = "provisioned pollers reach Lambda and STS by themselves"
  }
}

run "no_kafka_needs_the_task_endpoints_only" {
  command = plan

  variables {
    kafka_mode = "none"
  }

  assert {
    condition     = toset(keys(aws_vpc_endpoint.interface)) == toset(["ecr.api", "ecr.dkr", "logs"])
    error_message = "without Kafka there are no pollers"
  }
}

run "no_tasks_need_no_task_endpoints" {
  command = plan

  variables {
    desired_count = 0
  }

  assert {
    condition     = toset(keys(aws_vpc_endpoint.interface)) == toset(["lambda", "sts", "sqs"])
    error_message = "without tasks nobody pulls images"
  }

  assert {
    condition     = length(aws_ecs_service.api) + length(aws_appautoscaling_target.api) + length(aws_appautoscaling_policy.api) == 0 && length(aws_lb.main) == 1
    error_message = "desired_count = 0 must remove the service and its scaling, and leave the load balancer"
  }
}

run "flow_logs_off" {
  command = plan

  variables {
    enable_flow_logs = false
  }

  assert {
    condition     = length(aws_flow_log.main) + length(aws_cloudwatch_log_group.flow_logs) == 0 && !contains(keys(aws_iam_role.workload), "flow-logs")
    error_message = "without flow logs their group and role must go too"
  }
}

run "no_vpc" {
  command = plan

  variables {
    create_vpc    = false
    kafka_mode    = "none"
    desired_count = 0
  }

  assert {
    condition = 0 == sum([
      length(aws_vpc.main), length(aws_subnet.private), length(aws_subnet.public), length(aws_vpc_endpoint.interface), length(aws_vpc_endpoint.gateway),
      length(aws_security_group.this), length(aws_network_acl.this), length(aws_lb.main), length(aws_lb_listener_rule.route), length(aws_ecs_service.api),
      length(aws_msk_serverless_cluster.main), length(aws_lambda_event_source_mapping.this), length(aws_lambda_permission.alb), length(aws_flow_log.main),
    ])
    error_message = "create_vpc = false must leave nothing of the network and what lives in it"
  }

  assert {
    condition     = toset(keys(aws_lambda_function.this)) == toset(["events", "queries"]) && length(aws_dynamodb_table.this) == 6 && output.url == null
    error_message = "create_vpc = false must leave tables and functions, and no URL"
  }
}
