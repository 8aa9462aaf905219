# A role per workload: whom it trusts, here; what it may do, in a file for each: iam_ROLE.tf, and iam_functions.tf for
# those of the functions, which follow from pipeline.json. Exact actions on exact ARNs. "*" stands only for resources
# where AWS checks none (marked "no resource level"), and behind an ARN whose last part AWS makes up.

locals {
  # The source condition keeps other accounts from using a role through the service (the confused deputy). It is strict
  # where AWS documents that the service sends it; elsewhere it holds if it is sent.
  roles = merge(
    {
      api       = { service = "ecs-tasks.amazonaws.com", source = "ecs:${local.region}:${local.account}:*" }
      execution = { service = "ecs-tasks.amazonaws.com", source = "ecs:${local.region}:${local.account}:*" }
    },
    { for name in keys(local.functions) : name => { service = "lambda.amazonaws.com", source = null } },
    { for name in ["firehose"] : name => { service = "firehose.amazonaws.com", source = null } if local.has_firehose },
    { for name in ["backup"] : name => { service = "backup.amazonaws.com", source = null } if local.has_backup },
    { for name in ["flow-logs"] : name => {
      service = "vpc-flow-logs.amazonaws.com", source = "ec2:${local.region}:${local.account}:vpc-flow-log/*"
    } if local.has_flow_logs },
  )

  permissions = merge(local.function_permissions, {
    api       = local.api_permissions
    execution = local.execution_permissions
    firehose  = local.firehose_permissions
    backup    = local.backup_permissions
    flow-logs = local.flow_logs_permissions
  })

  log_actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
}

resource "aws_iam_role" "workload" {
  for_each = local.roles

  name                 = "${var.name}-${each.key}"
  permissions_boundary = var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn

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
  # The API without Kafka needs no rights at all, and AWS takes no empty policy.
  for_each = { for name in keys(local.roles) : name => local.permissions[name] if name != "api" || local.has_kafka }

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
