# What AWS's own services may do for the stack: Firehose, AWS Backup, the flow logs' delivery.

locals {
  firehose_permissions = concat(
    [
      {
        sid       = "Cluster"
        actions   = ["kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", "kafka-cluster:Connect"]
        resources = [local.kafka_arn]
      },
      {
        sid       = "Read"
        actions   = ["kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration", "kafka-cluster:ReadData"]
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

  backup_permissions = [
    {
      sid       = "Tables"
      actions   = ["dynamodb:CreateBackup", "dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob"]
      resources = values(local.table_arns)
    },
    {
      sid       = "Backups"
      actions   = ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"]
      resources = local.backup_arns
    },
    { # AWS Backup gives each recovery point the tags of its table
      sid       = "TagBackups"
      actions   = ["backup:TagResource"]
      resources = concat(local.backup_arns, ["${local.arn}:backup:${local.region}:${local.account}:recovery-point:*"])
    },
    {
      sid       = "Vault"
      actions   = ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"]
      resources = aws_backup_vault.main[*].arn
    },
    { # scripts/restore.sh restores beside a table, and then in its place
      sid = "Restore"
      actions = [
        "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
        "dynamodb:RestoreTableFromAwsBackup", "dynamodb:RestoreTableFromBackup", "dynamodb:Scan", "dynamodb:UpdateItem",
      ]
      resources = concat(values(local.table_arns), [for arn in values(local.table_arns) : "${arn}-restored"], local.backup_arns)
    },
  ]
  backup_arns = [for arn in values(local.table_arns) : "${arn}/backup/*"]

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
