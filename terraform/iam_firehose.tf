# The role firehose: reads every topic, writes to the archive.

locals {
  firehose_permissions = concat(
    [
      {
        sid = "Cluster"
        actions = [
          "kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", "kafka-cluster:Connect",
        ]
        resources = [local.kafka_arn]
      },
      {
        sid = "Read"
        actions = [
          "kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration", "kafka-cluster:ReadData",
        ]
        resources = values(local.topic_arns)
      },
      { # Firehose names its groups
        sid       = "Groups"
        actions   = ["kafka-cluster:DescribeGroup"]
        resources = ["${replace(local.kafka_arn, ":cluster/", ":group/")}/*"]
      },
    ],
    flatten([for bucket in aws_s3_bucket.archive : [
      {
        sid       = "Bucket"
        actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        resources = [bucket.arn]
      },
      {
        sid       = "Objects"
        actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        resources = ["${bucket.arn}/*"]
      },
    ]]),
    [for group in aws_cloudwatch_log_group.firehose : {
      sid       = "Log"
      actions   = ["logs:PutLogEvents"]
      resources = ["${group.arn}:*"]
    }],
  )
}
