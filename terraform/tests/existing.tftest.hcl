# kafka_mode = "existing": the stack in the VPC of a cluster that is there already.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
  kafka_mode       = "existing"
  existing_kafka = {
    cluster_arn        = "arn:aws:kafka:eu-west-1:123456789012:cluster/shop/99999999-8888-7777-6666-555555555555-3"
    bootstrap_servers  = "b-1.shop.c1.kafka.eu-west-1.amazonaws.com:9098,b-2.shop.c1.kafka.eu-west-1.amazonaws.com:9098"
    security_group_id  = "sg-0123456789abcdef0"
    vpc_id             = "vpc-0123456789abcdef0"
    private_subnet_ids = ["subnet-0a", "subnet-0b", "subnet-0c"]
    public_subnet_ids  = ["subnet-1a", "subnet-1b"]
  }
}

run "nothing_of_the_cluster_or_its_network_is_made" {
  command = apply

  assert {
    condition = 0 == sum([
      length(aws_msk_serverless_cluster.main), length(aws_msk_cluster.main), length(aws_msk_configuration.main), length(aws_msk_cluster_policy.firehose),
      length(aws_vpc.main), length(aws_subnet.private), length(aws_subnet.public), length(aws_internet_gateway.main), length(aws_route_table.private),
      length(aws_network_acl.this), length(aws_vpc_endpoint.interface), length(aws_vpc_endpoint.gateway), length(aws_flow_log.main),
      length(aws_default_security_group.closed),
    ])
    error_message = "what exists must be left as it is"
  }

  assert {
    condition     = output.vpc_id == null && output.hourly_cost_usd.items.kafka == "0.0000" && output.hourly_cost_usd.items.endpoints == "0.0000"
    error_message = "a destroy must not wait for another's VPC, and nobody pays for a cluster twice"
  }
}

run "all_of_the_pipeline_uses_it" {
  command = apply

  variables {
    archive = "firehose"
  }

  assert {
    condition = alltrue(concat(
      [for mapping in aws_lambda_event_source_mapping.this : mapping.event_source_arn == var.existing_kafka.cluster_arn],
      [for stream in aws_kinesis_firehose_delivery_stream.archive : one(stream.msk_source_configuration).msk_cluster_arn == var.existing_kafka.cluster_arn],
    )) && length(aws_kinesis_firehose_delivery_stream.archive) == 3
    error_message = "mappings and archive must read the given cluster"
  }

  assert {
    condition = contains(jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment, {
      name = "KAFKA_BOOTSTRAP_SERVERS", value = var.existing_kafka.bootstrap_servers
    }) && aws_lambda_function.this["enrichment"].environment[0].variables.KAFKA_BOOTSTRAP_SERVERS == var.existing_kafka.bootstrap_servers
    error_message = "who publishes must know the given brokers"
  }

  assert {
    condition     = aws_lambda_function.this["events"].environment[0].variables.SOURCE_EPOCH == "99999999-8888-7777-6666-555555555555-3"
    error_message = "offsets belong to the given cluster"
  }

  assert {
    condition = toset(flatten([for role in aws_iam_role_policy.workload : [for statement in jsondecode(role.policy).Statement : [
      for resource in flatten([statement.Resource]) : split("/", resource)[1] if startswith(resource, "arn:aws:kafka:")
    ]]])) == toset(["shop"])
    error_message = "the roles must name the given cluster, its topics and groups, and no other"
  }

  assert {
    condition     = toset(aws_ecs_service.api[0].network_configuration[0].subnets) == toset(var.existing_kafka.private_subnet_ids) && toset(aws_lb.main[0].subnets) == toset(var.existing_kafka.public_subnet_ids)
    error_message = "tasks and load balancer must be in the given subnets"
  }

  assert {
    condition     = aws_lb_target_group.api[0].vpc_id == var.existing_kafka.vpc_id && alltrue([for group in aws_security_group.this : group.vpc_id == var.existing_kafka.vpc_id])
    error_message = "target and security groups must be in the given VPC"
  }

  assert {
    condition     = toset([for name, rule in aws_vpc_security_group_ingress_rule.this : name if rule.security_group_id == var.existing_kafka.security_group_id]) == toset(["api-kafka-9098", "functions-kafka-9098"])
    error_message = "the cluster's security group must let in tasks and functions, and nobody else by us"
  }

  assert {
    condition     = length([for rule in aws_vpc_security_group_egress_rule.this : rule if rule.security_group_id == var.existing_kafka.security_group_id]) == 0 && toset(keys(aws_security_group.this)) == toset(["alb", "api", "functions"])
    error_message = "what the cluster may call is its owner's to say"
  }
}

run "mode_and_cluster_go_together" {
  command = plan

  variables {
    kafka_mode = "serverless"
  }

  expect_failures = [var.existing_kafka]
}

run "a_mode_without_its_cluster" {
  command = plan

  variables {
    existing_kafka = null
  }

  expect_failures = [var.existing_kafka]
}

run "another_account_is_out_of_reach" {
  command = plan

  variables {
    existing_kafka = {
      cluster_arn        = "arn:aws:kafka:eu-west-1:210987654321:cluster/shop/99999999-8888-7777-6666-555555555555-3"
      bootstrap_servers  = "b-1.shop.c1.kafka.eu-west-1.amazonaws.com:9098"
      security_group_id  = "sg-0123456789abcdef0"
      vpc_id             = "vpc-0123456789abcdef0"
      private_subnet_ids = ["subnet-0a", "subnet-0b"]
      public_subnet_ids  = ["subnet-1a", "subnet-1b"]
    }
  }

  expect_failures = [var.existing_kafka]
}

run "brokers_for_passwords_are_refused" {
  command = plan

  variables {
    existing_kafka = {
      cluster_arn        = "arn:aws:kafka:eu-west-1:123456789012:cluster/shop/99999999-8888-7777-6666-555555555555-3"
      bootstrap_servers  = "b-1.shop.c1.kafka.eu-west-1.amazonaws.com:9096"
      security_group_id  = "sg-0123456789abcdef0"
      vpc_id             = "vpc-0123456789abcdef0"
      private_subnet_ids = ["subnet-0a", "subnet-0b"]
      public_subnet_ids  = ["subnet-1a", "subnet-1b"]
    }
  }

  expect_failures = [var.existing_kafka]
}

run "one_zone_is_refused" {
  command = plan

  variables {
    existing_kafka = {
      cluster_arn        = "arn:aws:kafka:eu-west-1:123456789012:cluster/shop/99999999-8888-7777-6666-555555555555-3"
      bootstrap_servers  = "b-1.shop.c1.kafka.eu-west-1.amazonaws.com:9098"
      security_group_id  = "sg-0123456789abcdef0"
      vpc_id             = "vpc-0123456789abcdef0"
      private_subnet_ids = ["subnet-0a", "subnet-0a"]
      public_subnet_ids  = ["subnet-1a"]
    }
  }

  expect_failures = [var.existing_kafka]
}
