# Policies, read back from the JSON that AWS would get, with everything switched on.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
  archive          = "firehose"
  enable_backup    = true
  functions_in_vpc = true
}

run "least_privilege" {
  command = apply

  assert {
    condition     = toset(keys(aws_iam_role_policy.workload)) == toset(["api", "execution", "events", "queries", "enrichment", "firehose", "backup", "flow-logs"])
    error_message = "each workload must have a policy of its own"
  }

  assert {
    condition     = !anytrue(flatten([for policy in aws_iam_role_policy.workload : [for statement in jsondecode(policy.policy).Statement : [for action in statement.Action : strcontains(action, "*")]]]))
    error_message = "no action may hold a wildcard"
  }

  assert {
    condition = toset(flatten([for policy in aws_iam_role_policy.workload : [for statement in jsondecode(policy.policy).Statement : statement.Action if contains(statement.Resource, "*")]])) == toset([
      "ecr:GetAuthorizationToken",
      "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
      "ec2:AssignPrivateIpAddresses", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses", # Lambda asks for them as such
    ])
    error_message = "\"*\" may stand only for actions of which AWS checks no resource, and must stand for those that Lambda asks for"
  }

  assert { # the last part of an ARN, where AWS makes the name up: log streams, objects, interfaces, backups, Firehose's groups
    condition = alltrue(flatten([for policy in aws_iam_role_policy.workload : [for statement in jsondecode(policy.policy).Statement : [
      for resource in statement.Resource : can(regex("^arn:aws:(logs:[^*]+:log-group:([^*]+:)?\\*|s3:::[^*]+/\\*|ec2:[^*]+:network-interface/\\*|dynamodb:[^*]+/backup/\\*|backup:[^*]+:recovery-point:\\*|kafka:[^*]+:group/plainstream/[^*/]+/\\*)$", resource))
      if strcontains(resource, "*") && resource != "*"
    ]]]))
    error_message = "a wildcard may end an ARN only where AWS makes the name up"
  }

  assert {
    condition     = alltrue(flatten([for policy in aws_iam_role_policy.workload : [for statement in jsondecode(policy.policy).Statement : length(statement.Resource) > 0 && statement.Effect == "Allow"]]))
    error_message = "no statement may be empty"
  }
}

run "trust" {
  command = apply

  assert {
    condition = { for name, role in aws_iam_role.workload : name => jsondecode(role.assume_role_policy).Statement[0].Principal.Service } == {
      api      = "ecs-tasks.amazonaws.com", execution = "ecs-tasks.amazonaws.com", events = "lambda.amazonaws.com", queries = "lambda.amazonaws.com", enrichment = "lambda.amazonaws.com"
      firehose = "firehose.amazonaws.com", backup = "backup.amazonaws.com", flow-logs = "vpc-flow-logs.amazonaws.com"
    }
    error_message = "each role must trust one service"
  }

  assert {
    condition = alltrue([for role in aws_iam_role.workload : "123456789012" == try(
      jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"],
      jsondecode(role.assume_role_policy).Statement[0].Condition.StringEqualsIfExists["aws:SourceAccount"],
    )])
    error_message = "each role must be used for this account only"
  }

  assert {
    condition = alltrue([for name in ["api", "execution", "flow-logs"] : startswith(
      jsondecode(aws_iam_role.workload[name].assume_role_policy).Statement[0].Condition.ArnLike["aws:SourceArn"], "arn:aws:${name == "flow-logs" ? "ec2" : "ecs"}:eu-west-1:123456789012:"
    )])
    error_message = "roles of ECS and flow logs must name their source"
  }
}

run "api_may_publish_and_create_topics" {
  command = apply

  assert {
    condition = toset(flatten(jsondecode(aws_iam_role_policy.workload["api"].policy).Statement[*].Action)) == toset([
      "kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently", "kafka-cluster:DescribeTopic", "kafka-cluster:WriteData", "kafka-cluster:CreateTopic",
    ])
    error_message = "the API's rights are other ones"
  }

  assert {
    condition = toset(flatten([for statement in jsondecode(aws_iam_role_policy.workload["api"].policy).Statement : statement.Resource if contains(statement.Action, "kafka-cluster:WriteData")])) == toset([
      for topic in ["events", "orders"] : "arn:aws:kafka:eu-west-1:123456789012:topic/plainstream/11111111-2222-3333-4444-555555555555-s1/${topic}"
    ])
    error_message = "the API must write to its two topics only"
  }
}

run "events_may_write_its_tables" {
  command = apply

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.workload["events"].policy).Statement : trimprefix(statement.Resource[0], "arn:aws:dynamodb:eu-west-1:123456789012:table/plainstream-") => statement.Action if startswith(statement.Action[0], "dynamodb:") && length(statement.Resource) == 1 } == {
      for name, table in jsondecode(file("pipeline.json")).tables : name => [for action in table.grants.events : "dynamodb:${action}"] if contains(keys(table.grants), "events")
    }
    error_message = "events must do with each table what pipeline.json grants it, and no more"
  }

  assert {
    condition     = length(setintersection(flatten([for statement in jsondecode(aws_iam_role_policy.workload["events"].policy).Statement : statement.Action]), ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:DeleteItem"])) == 0
    error_message = "events must write only"
  }

  assert {
    condition = toset(flatten([for statement in jsondecode(aws_iam_role_policy.workload["events"].policy).Statement : statement.Resource if contains(statement.Action, "kafka-cluster:AlterGroup")])) == toset([
      for topic in ["events", "orders-enriched"] : "arn:aws:kafka:eu-west-1:123456789012:group/plainstream/11111111-2222-3333-4444-555555555555-s1/plainstream-events-${topic}"
    ])
    error_message = "events must commit for its own groups only"
  }
}

run "queries_may_only_read" {
  command = apply

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.workload["queries"].policy).Statement : trimprefix(statement.Resource[0], "arn:aws:dynamodb:eu-west-1:123456789012:table/plainstream-") => statement.Action if startswith(statement.Action[0], "dynamodb:") && length(statement.Resource) == 1 } == merge({ "timestamps/index/by_id" = ["dynamodb:Query"] }, {
      for name, table in jsondecode(file("pipeline.json")).tables : name => [for action in table.grants.queries : "dynamodb:${action}"] if contains(keys(table.grants), "queries")
    })
    error_message = "queries must do with each table what pipeline.json grants it, and query the index"
  }

  assert {
    condition     = length(setsubtract([for action in flatten([for statement in jsondecode(aws_iam_role_policy.workload["queries"].policy).Statement : statement.Action]) : action if startswith(action, "dynamodb:")], ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"])) == 0
    error_message = "queries must read only"
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.workload["queries"].policy, "kafka")
    error_message = "queries has no business with Kafka"
  }
}

run "enrichment_may_read_customers_and_publish" {
  command = apply

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.workload["enrichment"].policy).Statement : statement.Resource if contains(statement.Action, "dynamodb:BatchGetItem")] == [["arn:aws:dynamodb:eu-west-1:123456789012:table/plainstream-customers"]]
    error_message = "enrichment must read customers only"
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.workload["enrichment"].policy).Statement : statement.Resource if contains(statement.Action, "kafka-cluster:WriteData")] == [["arn:aws:kafka:eu-west-1:123456789012:topic/plainstream/11111111-2222-3333-4444-555555555555-s1/orders-enriched"]]
    error_message = "enrichment must write to orders-enriched only"
  }
}

run "boundary" {
  command = apply

  variables {
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/students"
  }

  assert {
    condition     = alltrue([for role in aws_iam_role.workload : role.permissions_boundary == "arn:aws:iam::123456789012:policy/students"])
    error_message = "the boundary must be on every role"
  }
}

run "services_may_what_they_ask_for" {
  command = apply

  assert { # each tags what it makes with the plan's tags, and the logs' delivery looks for its group
    condition     = strcontains(aws_iam_role_policy.workload["backup"].policy, "backup:TagResource") && strcontains(aws_iam_role_policy.workload["flow-logs"].policy, "logs:DescribeLogGroups")
    error_message = "AWS Backup must be able to tag a recovery point, and flow logs to find their group"
  }

  assert { # https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForRestores.html
    condition = alltrue([for statement in jsondecode(aws_iam_role_policy.workload["backup"].policy).Statement :
      contains(statement.Action, "dynamodb:DescribeTable") && anytrue([for resource in statement.Resource : endswith(resource, "table/plainstream-likes-restored")]) if statement.Sid == "Restore"
    ])
    error_message = "AWS Backup must see when the table that it restores is there"
  }
}

run "functions_without_kafka_need_little" {
  command = apply

  variables {
    kafka_mode       = "none"
    archive          = "function"
    functions_in_vpc = false
  }

  assert {
    condition     = alltrue([for name in ["events", "queries"] : !strcontains(aws_iam_role_policy.workload[name].policy, "ec2:") && !strcontains(aws_iam_role_policy.workload[name].policy, "kafka")])
    error_message = "functions outside the VPC and without pollers need no network interfaces"
  }
}

run "resource_policies" {
  command = apply

  assert {
    condition     = jsondecode(aws_msk_cluster_policy.firehose[0].policy).Statement[0].Action == ["kafka:CreateVpcConnection"] && jsondecode(aws_msk_cluster_policy.firehose[0].policy).Statement[0].Resource == aws_msk_serverless_cluster.main[0].arn
    error_message = "the cluster must let Firehose connect and nothing else"
  }

  assert {
    condition = !anytrue(flatten([for policy in concat(values(aws_s3_bucket_policy.this)[*].policy, aws_sqs_queue_policy.on_failure[*].policy, aws_msk_cluster_policy.firehose[*].policy) : [
      for statement in jsondecode(policy).Statement : [for action in statement.Action : strcontains(action, "*")]
    ]]))
    error_message = "no action of a resource's policy may hold a wildcard"
  }

  assert {
    condition     = aws_sqs_queue.on_failure[0].sqs_managed_sse_enabled && jsondecode(aws_sqs_queue_policy.on_failure[0].policy).Statement[0].Effect == "Deny"
    error_message = "the queue must be encrypted and refuse what does not come over TLS"
  }
}
