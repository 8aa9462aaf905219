# The role execution: what ECS does to start a task of the API.

locals {
  execution_permissions = [
    { # no resource level
      sid       = "Login"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    },
    {
      sid       = "Pull"
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = [aws_ecr_repository.api.arn]
    },
    {
      sid       = "Log"
      actions   = local.log_actions
      resources = ["${aws_cloudwatch_log_group.api.arn}:*"]
    },
  ]
}
