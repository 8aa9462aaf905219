# What the API's tasks may do, and what ECS may do to start them.

locals {
  api_permissions = concat(local.publish_permissions.api, [
    {
      sid       = "CreateTopics"
      actions   = ["kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopic"]
      resources = local.has_kafka ? values(local.topic_arns) : []
    },
  ])

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

  # Whoever writes to topics, the API or a function.
  publish_permissions = { for writer, topics in local.topics_of_writer : writer => [
    {
      sid       = "Connect"
      actions   = ["kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently"]
      resources = compact([local.kafka_arn])
    },
    {
      sid       = "Publish"
      actions   = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
      resources = [for topic in topics : local.topic_arns[topic] if local.has_kafka]
    },
  ] }
}
