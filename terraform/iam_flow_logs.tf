# The role flow-logs: the delivery of the VPC's flow logs.

locals {
  flow_logs_permissions = [
    {
      sid       = "Log"
      actions   = concat(local.log_actions, ["logs:DescribeLogStreams"])
      resources = [for group in aws_cloudwatch_log_group.flow_logs : "${group.arn}:*"]
    },
    { # the delivery looks for its group among all
      sid       = "FindLog"
      actions   = ["logs:DescribeLogGroups"]
      resources = ["${local.arn}:logs:${local.region}:${local.account}:log-group:*"]
    },
  ]
}
