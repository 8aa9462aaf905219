# Where Lambda reports a batch it gave up on: topic, partition and offsets, not the records, which stay in Kafka.
resource "aws_sqs_queue" "on_failure" {
  count = var.enable_on_failure_queue ? 1 : 0

  name                      = "${var.name}-on-failure"
  message_retention_seconds = 1209600 # 14 days, the most there is
  sqs_managed_sse_enabled   = local.enable_kms_key ? null : true
  kms_master_key_id         = local.key_arn
}

resource "aws_sqs_queue_policy" "on_failure" {
  count = var.enable_on_failure_queue ? 1 : 0

  queue_url = aws_sqs_queue.on_failure[0].url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"]
      Resource  = aws_sqs_queue.on_failure[0].arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
