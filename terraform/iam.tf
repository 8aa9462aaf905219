# A role per workload. First whom each role trusts, then what each may do: exact actions on exact ARNs. "*" stands only
# for resources where AWS checks none (marked "no resource level"), and behind an ARN whose last part AWS makes up.

locals {
  # The source condition keeps other accounts from using a role through the service (the confused deputy). It is strict
  # where AWS documents that the service sends it; elsewhere it holds if it is sent.
  roles = { for name, role in {
    api        = { service = "ecs-tasks.amazonaws.com", source = "ecs:${local.region}:${local.account}:*", exists = true }
    execution  = { service = "ecs-tasks.amazonaws.com", source = "ecs:${local.region}:${local.account}:*", exists = true }
    events     = { service = "lambda.amazonaws.com", source = null, exists = true }
    queries    = { service = "lambda.amazonaws.com", source = null, exists = true }
    enrichment = { service = "lambda.amazonaws.com", source = null, exists = local.has_kafka }
    firehose   = { service = "firehose.amazonaws.com", source = null, exists = var.enable_archive }
    backup     = { service = "backup.amazonaws.com", source = null, exists = var.enable_backup }
    flow-logs  = { service = "vpc-flow-logs.amazonaws.com", source = "ec2:${local.region}:${local.account}:vpc-flow-log/*", exists = var.create_vpc && var.enable_flow_logs }
  } : name => role if role.exists }

  permissions = {
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

    events = concat(local.function_permissions.events, local.poller_permissions.events, [
      { sid = "Store", actions = ["dynamodb:PutItem"], resources = [for table in ["timestamps", "orders", "idempotency", "dead_letters"] : local.table_arns[table]] },
      { sid = "StoreMany", actions = ["dynamodb:BatchWriteItem"], resources = [local.table_arns.timestamps] },
      { sid = "Count", actions = ["dynamodb:UpdateItem"], resources = [local.table_arns.likes] },
    ])

    queries = concat(local.function_permissions.queries, [
      { sid = "Get", actions = ["dynamodb:GetItem"], resources = [local.table_arns.likes, local.table_arns.orders] },
      { sid = "List", actions = ["dynamodb:Scan"], resources = [local.table_arns.likes, local.table_arns.orders, local.table_arns.timestamps] },
      { sid = "ListByDay", actions = ["dynamodb:Query"], resources = [local.table_arns.timestamps, "${local.table_arns.timestamps}/index/by_id"] },
    ])

    enrichment = concat(local.function_permissions.enrichment, local.poller_permissions.enrichment, local.publish_permissions.enrichment, [
      { sid = "LookUp", actions = ["dynamodb:BatchGetItem"], resources = [local.table_arns.customers] },
      { sid = "Store", actions = ["dynamodb:PutItem"], resources = [local.table_arns.dead_letters] },
    ])

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
      { sid = "Vault", actions = ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"], resources = aws_backup_vault.main[*].arn },
    ]

    flow-logs = [
      { sid = "Log", actions = concat(local.log_actions, ["logs:DescribeLogStreams"]), resources = [for group in aws_cloudwatch_log_group.flow_logs : "${group.arn}:*"] },
    ]
  }

  log_actions = ["logs:CreateLogStream", "logs:PutLogEvents"]

  publish_permissions = { for workload, topics in { api = ["events", "orders"], enrichment = ["orders-enriched"] } : workload => [
    { sid = "Connect", actions = ["kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently"], resources = compact([local.kafka_arn]) },
    { sid = "Publish", actions = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"], resources = [for topic in topics : local.topic_arns[topic] if local.has_kafka] },
  ] }

  # What every function needs: its log, and network interfaces if it is in the VPC.
  function_permissions = { for name in ["events", "queries", "enrichment"] : name => concat(
    [for function, group in aws_cloudwatch_log_group.function : { sid = "Log", actions = local.log_actions, resources = ["${group.arn}:*"] } if function == name],
    local.network_interface_permissions[name],
  ) }

  # Lambda's pollers make network interfaces in the cluster's subnets with the function's role, wherever the function is.
  network_interface_permissions = { for name in ["events", "queries", "enrichment"] : name => [
    for statement in [
      { sid = "MakeInterfaces", actions = ["ec2:CreateNetworkInterface"], resources = local.interface_arns },
      { sid = "DropInterfaces", actions = ["ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"], resources = ["${local.ec2_arn}:network-interface/*"] },
      { # no resource level
        sid       = "SeeNetwork"
        actions   = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"]
        resources = ["*"]
      },
    ] : statement if var.functions_in_vpc || (local.has_kafka && name != "queries")
  ] }
  ec2_arn = "${local.arn}:ec2:${local.region}:${local.account}"
  interface_arns = concat(
    ["${local.ec2_arn}:network-interface/*"], # made up by AWS
    [for id in local.private_subnet_ids : "${local.ec2_arn}:subnet/${id}"],
    [for group in ["functions", "kafka"] : "${local.ec2_arn}:security-group/${aws_security_group.this[group].id}" if var.create_vpc],
  )

  # What the event source mappings of a function need: https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
  poller_permissions = { for function in ["events", "enrichment"] : function => concat(
    [
      { sid = "PollCluster", actions = ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", "kafka-cluster:Connect", "kafka-cluster:DescribeClusterDynamicConfiguration"], resources = compact([local.kafka_arn]) },
      { sid = "PollTopics", actions = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"], resources = [for mapping in values(local.mappings) : local.topic_arns[mapping.topic] if mapping.function == function] },
      { sid = "CommitOffsets", actions = ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"], resources = [for name, mapping in local.mappings : local.group_arns[name] if mapping.function == function] },
    ],
    [{ sid = "ReportFailures", actions = ["sqs:SendMessage"], resources = local.has_kafka ? aws_sqs_queue.on_failure[*].arn : [] }],
  ) }

  gateway_endpoint_policies = { for endpoint, statement in {
    s3 = { actions = ["s3:GetObject"], resources = ["${local.arn}:s3:::prod-${local.region}-starport-layer-bucket/*"] } # where ECR keeps layers
    dynamodb = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"]
      resources = concat(values(local.table_arns), ["${local.table_arns.timestamps}/index/by_id"])
    }
    } : endpoint => jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = statement.actions, Resource = statement.resources }]
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
