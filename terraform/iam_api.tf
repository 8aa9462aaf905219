# The role api: the API's tasks make topics and publish.

locals {
  api_permissions = concat(local.publish_permissions.api, [
    {
      sid       = "CreateTopics"
      actions   = ["kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopic"]
      resources = local.has_kafka ? values(local.topic_arns) : []
    },
  ])

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
