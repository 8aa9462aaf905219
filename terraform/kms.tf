# One key of the customer's own for tables, queue, alarms, logs, archive and the disks of a provisioned cluster that is
# made with it. Without it each is encrypted by a key that AWS keeps, as a serverless cluster always is. The access logs
# stay with S3's own keys, the only kind that a load balancer can write to.

resource "aws_kms_key" "main" {
  count = local.enable_kms_key ? 1 : 0

  description         = "Data of the stack ${var.name}"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { # or nobody could ever change the key again
        Sid       = "AccountManages"
        Effect    = "Allow"
        Principal = { AWS = "${local.arn}:iam::${local.account}:root" }
        Action    = ["kms:*"]
        Resource  = ["*"]
      },
      { # who may use a table, queue or bucket may use the key there, and nowhere else
        Sid       = "RolesUseItByServices"
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = local.key_actions
        Resource  = ["*"]
        Condition = { StringEquals = {
          "kms:CallerAccount" = local.account
          "kms:ViaService"    = [for service in ["dynamodb", "s3", "sqs"] : "${service}.${local.region}.amazonaws.com"]
        } }
      },
      {
        Sid       = "LogsAreWritten"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = local.key_actions
        Resource  = ["*"]
        Condition = { ArnLike = {
          "kms:EncryptionContext:aws:logs:arn" = "${local.arn}:logs:${local.region}:${local.account}:log-group:*"
        } }
      },
      { # the key aws/sns would not let CloudWatch in
        Sid       = "AlarmsAreSent"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = ["*"]
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  })
}

resource "aws_kms_alias" "main" {
  count = local.enable_kms_key ? 1 : 0

  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.main[0].key_id
}

locals {
  key_arn = one(aws_kms_key.main[*].arn) # null: AWS's own
  key_actions = [
    "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo",
  ]
}
