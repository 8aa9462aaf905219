# A role per workload. First whom each role trusts, then what each may do: exact actions on exact ARNs. "*" stands only
# for resources where AWS checks none (marked "no resource level"), and behind an ARN whose last part AWS makes up.

locals {
  # The source condition keeps other accounts from using a role through the service (the confused deputy). It is strict
  # where AWS documents that the service sends it; elsewhere it holds if it is sent.
  roles = merge(local.function_roles, { for name, role in {
    api       = { service = "ecs-tasks.amazonaws.com", source = "ecs:${local.region}:${local.account}:*", exists = true }
    execution = { service = "ecs-tasks.amazonaws.com", source = "ecs:${local.region}:${local.account}:*", exists = true }
    firehose  = { service = "firehose.amazonaws.com", source = null, exists = var.enable_archive }
    backup    = { service = "backup.amazonaws.com", source = null, exists = var.enable_backup }
    flow-logs = { service = "vpc-flow-logs.amazonaws.com", source = "ec2:${local.region}:${local.account}:vpc-flow-log/*", exists = var.create_vpc && var.enable_flow_logs }
  } : name => role if role.exists })
  function_roles = { for name in keys(local.functions) : name => { service = "lambda.amazonaws.com", source = null, exists = true } }

  permissions = merge(local.function_permissions, {
    api = concat(local.publish_permissions.api, [
      { sid = "CreateTopics", actions = ["kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopic"], resources = local.has_kafka ? values(local.topic_arns) : [] },
      { # no resource level
        sid       = "EcsExec"
        actions   = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"]
        resources = var.enable_ecs_exec ? ["*"] : []
      },
    ])

    execution = [
      { sid = "Login", actions = ["ecr:GetAuthorizationToken"], resources = ["*"] }, # no resource level
      { sid = "Pull", actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], resources = [aws_ecr_repository.api.arn] },
      { sid = "Log", actions = local.log_actions, resources = ["${aws_cloudwatch_log_group.api.arn}:*"] },
    ]

    firehose = concat(
      [
        { sid = "Cluster", actions = ["kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", "kafka-cluster:Connect"], resources = [local.kafka_arn] },
        { sid = "Read", actions = ["kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration", "kafka-cluster:ReadData"], resources = values(local.topic_arns) },
        { sid = "Groups", actions = ["kafka-cluster:DescribeGroup"], resources = ["${replace(local.kafka_arn, ":cluster/", ":group/")}/*"] }, # Firehose names its groups
      ],
      flatten([for bucket in aws_s3_bucket.archive : [
        { sid = "Bucket", actions = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], resources = [bucket.arn] },
        { sid = "Objects", actions = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], resources = ["${bucket.arn}/*"] },
      ]]),
      [for group in aws_cloudwatch_log_group.firehose : { sid = "Log", actions = ["logs:PutLogEvents"], resources = ["${group.arn}:*"] }],
    )

    backup = [
      { sid = "Tables", actions = ["dynamodb:CreateBackup", "dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob"], resources = values(local.table_arns) },
      { sid = "Backups", actions = ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"], resources = [for arn in values(local.table_arns) : "${arn}/backup/*"] },
      { sid = "TagBackups", actions = ["backup:TagResource"], resources = ["${local.arn}:backup:${local.region}:${local.account}:recovery-point:*", "${local.arn}:dynamodb:${local.region}:${local.account}:table/${local.table_prefix}*/backup/*"] },
      { sid = "Vault", actions = ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"], resources = aws_backup_vault.main[*].arn },
    ]

    flow-logs = [
      { sid = "Log", actions = concat(local.log_actions, ["logs:DescribeLogStreams"]), resources = [for group in aws_cloudwatch_log_group.flow_logs : "${group.arn}:*"] },
      { sid = "FindLog", actions = ["logs:DescribeLogGroups"], resources = ["${local.arn}:logs:${local.region}:${local.account}:log-group:*"] },
    ]
  })

  log_actions = ["logs:CreateLogStream", "logs:PutLogEvents"]

  publish_permissions = { for workload, topics in local.topics_of_writer : workload => [
    { sid = "Connect", actions = ["kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently"], resources = compact([local.kafka_arn]) },
    { sid = "Publish", actions = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"], resources = [for topic in topics : local.topic_arns[topic] if local.has_kafka] },
  ] }

  # Every function has its log; the rest by what pipeline.json says that it does.
  function_permissions = { for name in keys(local.functions) : name => concat(
    [for function, group in aws_cloudwatch_log_group.function : { sid = "Log", actions = local.log_actions, resources = ["${group.arn}:*"] } if function == name],
    local.network_interface_permissions[name],
    local.poller_permissions[name],
    lookup(local.publish_permissions, name, []),
    local.table_statements[name],
  ) }

  # Lambda's pollers make network interfaces in the cluster's subnets with the function's role, wherever the function is.
  network_interface_permissions = { for name, function in local.functions : name => [
    for statement in [
      { sid = "MakeInterfaces", actions = ["ec2:CreateNetworkInterface"], resources = local.interface_arns },
      { # Before it makes a function in a VPC or a mapping, Lambda asks whether the role may do these as such, not on an interface:
        # https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
        sid       = "DropInterfaces"
        actions   = ["ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"]
        resources = ["*"]
      },
      { # no resource level
        sid       = "SeeNetwork"
        actions   = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
        resources = ["*"]
      },
    ] : statement if function.in_vpc || (local.has_kafka && contains(local.consumers, name))
  ] }
  ec2_arn = "${local.arn}:ec2:${local.region}:${local.account}"
  interface_arns = concat(
    ["${local.ec2_arn}:network-interface/*"], # made up by AWS
    [for id in local.private_subnet_ids : "${local.ec2_arn}:subnet/${id}"],
    [for group in ["functions", "kafka"] : "${local.ec2_arn}:security-group/${aws_security_group.this[group].id}" if var.create_vpc],
  )

  # What the event source mappings of a function need: https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
  poller_permissions = { for name in keys(local.functions) : name => [
    for statement in [
      { sid = "PollCluster", actions = ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", "kafka-cluster:Connect", "kafka-cluster:DescribeClusterDynamicConfiguration"], resources = compact([local.kafka_arn]) },
      { sid = "PollTopics", actions = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"], resources = [for mapping in values(local.mappings) : local.topic_arns[mapping.topic] if mapping.function == name] },
      { sid = "CommitOffsets", actions = ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"], resources = [for group, mapping in local.mappings : local.group_arns[group] if mapping.function == name] },
      { sid = "ReportFailures", actions = ["sqs:SendMessage"], resources = aws_sqs_queue.on_failure[*].arn },
    ] : statement if local.has_kafka && contains(local.consumers, name)
  ] }

  # The gateway endpoints let through what the roles behind them may do, statement by statement.
  gateway_statements = {
    s3       = [{ actions = ["s3:GetObject"], resources = ["${local.arn}:s3:::prod-${local.region}-starport-layer-bucket/*"] }] # where ECR keeps layers
    dynamodb = flatten([for name in keys(local.functions) : local.table_statements[name]])
  }
  gateway_endpoint_policies = { for endpoint, statements in local.gateway_statements : endpoint => jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in statements : { Effect = "Allow", Principal = "*", Action = statement.actions, Resource = statement.resources }]
  }) }
}

resource "aws_iam_role" "workload" {
  for_each = local.roles

  name = "${var.name}-${each.key}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = each.value.service }
      Action    = "sts:AssumeRole"
      Condition = each.value.source == null ? {
        StringEqualsIfExists = { "aws:SourceAccount" = local.account }
        } : {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "${local.arn}:${each.value.source}" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "workload" {
  # The API without Kafka and without ECS Exec needs no rights at all, and AWS takes no empty policy.
  for_each = { for name in keys(local.roles) : name => local.permissions[name] if name != "api" || local.has_kafka || var.enable_ecs_exec }

  name = "workload"
  role = aws_iam_role.workload[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in each.value : {
      Sid      = statement.sid
      Effect   = "Allow"
      Action   = statement.actions
      Resource = statement.resources
    } if length(statement.resources) > 0]
  })
}
