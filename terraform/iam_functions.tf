# What the functions may do: each its log; the rest by what pipeline.json says that it does.

locals {
  function_permissions = { for name in keys(local.functions) : name => concat(
    [{
      sid       = "Log"
      actions   = local.log_actions
      resources = [for function, group in aws_cloudwatch_log_group.function : "${group.arn}:*" if function == name]
    }],
    local.network_permissions[name],
    local.poller_permissions[name],
    lookup(local.publish_permissions, name, []),
    local.table_statements[name],
    name == "archive" ? local.archive_statements : [],
  ) }

  archive_statements = [{
    sid       = "Archive"
    actions   = [for action in local.pipeline.buckets.archive.grants.archive : "s3:${action}"]
    resources = local.has_archive_function ? [for bucket in aws_s3_bucket.archive : "${bucket.arn}/*"] : []
  }]

  # Lambda's pollers make network interfaces in the cluster's subnets by the function's role, wherever the function is.
  network_permissions = { for name, function in local.functions : name => [
    for statement in [
      {
        sid       = "MakeInterfaces"
        actions   = ["ec2:CreateNetworkInterface"]
        resources = local.interface_arns
      },
      { # Before it makes a function in a VPC or a mapping, Lambda asks for these as such, not on an interface:
        # https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
        sid       = "DropInterfaces"
        actions   = ["ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"]
        resources = ["*"]
      },
      { # no resource level
        sid = "SeeNetwork"
        actions = [
          "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
        ]
        resources = ["*"]
      },
    ] : statement if function.in_vpc || (local.has_kafka && contains(local.consumers, name))
  ] }
  ec2_arn = "${local.arn}:ec2:${local.region}:${local.account}"
  interface_arns = concat(
    ["${local.ec2_arn}:network-interface/*"], # made up by AWS
    [for id in local.private_subnet_ids : "${local.ec2_arn}:subnet/${id}"],
    [for name, id in local.security_group_ids :
      "${local.ec2_arn}:security-group/${id}" if contains(["functions", "kafka"], name)
    ],
  )

  # What the event source mappings of a function need:
  # https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
  poller_permissions = { for name in keys(local.functions) : name => [
    for statement in [
      {
        sid = "PollCluster"
        actions = [
          "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers",
          "kafka-cluster:Connect", "kafka-cluster:DescribeClusterDynamicConfiguration",
        ]
        resources = compact([local.kafka_arn])
      },
      {
        sid       = "PollTopics"
        actions   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        resources = [for mapping in local.mappings : local.topic_arns[mapping.topic] if mapping.function == name]
      },
      {
        sid       = "CommitOffsets"
        actions   = ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"]
        resources = [for group, mapping in local.mappings : local.group_arns[group] if mapping.function == name]
      },
      {
        sid       = "ReportFailures"
        actions   = ["sqs:SendMessage"]
        resources = aws_sqs_queue.on_failure[*].arn
      },
    ] : statement if local.has_kafka && contains(local.consumers, name)
  ] }

  # The gateway endpoints let through what the roles behind them may do, statement by statement.
  gateway_statements = {
    s3 = concat(
      [{ # the layers of ECR's images
        actions   = ["s3:GetObject"]
        resources = ["${local.arn}:s3:::prod-${local.region}-starport-layer-bucket/*"]
      }],
      [for statement in local.archive_statements : statement if length(statement.resources) > 0],
    )
    dynamodb = flatten([for name in keys(local.functions) : local.table_statements[name]])
  }
  gateway_endpoint_policies = { for endpoint, statements in local.gateway_statements : endpoint => jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in statements : {
      Effect = "Allow", Principal = "*", Action = statement.actions, Resource = statement.resources
    }]
  }) }
}
