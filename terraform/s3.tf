# Buckets: the archive of events and the load balancer's access logs. Both are private, encrypted, reached over TLS
# only, and empty themselves by age.

locals {
  bucket_suffix = "${local.account}-${local.region}" # bucket names are shared by all the world

  buckets = merge(
    { for bucket in aws_s3_bucket.archive : "archive" => bucket },
    { for bucket in aws_s3_bucket.access_logs : "access-logs" => bucket },
  )
  bucket_names    = toset(concat(local.has_archive ? ["archive"] : [], local.has_access_logs ? ["access-logs"] : []))
  has_access_logs = var.create_vpc && local.enable_access_logs

  load_balancer_writes = [
    {
      Sid       = "LoadBalancerWrites"
      Effect    = "Allow"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = ["s3:PutObject"]
      Resource  = "${join("", aws_s3_bucket.access_logs[*].arn)}/AWSLogs/${local.account}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "${local.arn}:elasticloadbalancing:${local.region}:${local.account}:loadbalancer/*" }
      }
    },
  ]
}

resource "aws_s3_bucket" "archive" {
  count = local.has_archive ? 1 : 0

  bucket        = "${var.name}-archive-${local.bucket_suffix}"
  force_destroy = local.force_destroy
}

resource "aws_s3_bucket" "access_logs" {
  count = local.has_access_logs ? 1 : 0

  bucket        = "${var.name}-access-logs-${local.bucket_suffix}"
  force_destroy = local.force_destroy
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = local.bucket_names

  bucket                  = local.buckets[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = local.bucket_names

  bucket = local.buckets[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local.bucket_names

  bucket = local.buckets[each.key].id

  rule {
    apply_server_side_encryption_by_default {
      # S3's own keys are the only kind that a load balancer can write to.
      sse_algorithm     = each.key == "archive" && local.enable_kms_key ? "aws:kms" : "AES256"
      kms_master_key_id = each.key == "archive" ? local.key_arn : null
    }

    # A use of the key an object would cost more than the object.
    bucket_key_enabled = each.key == "archive" && local.enable_kms_key ? true : null
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = local.bucket_names

  bucket = local.buckets[each.key].id

  rule {
    id     = "age"
    status = "Enabled"

    filter {}

    dynamic "transition" {
      for_each = each.key == "archive" ? [30] : []
      content {
        days          = transition.value
        storage_class = "STANDARD_IA"
      }
    }

    expiration {
      days = each.key == "archive" ? var.archive_retention_days : var.log_retention_days
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.bucket_names

  bucket = local.buckets[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action = [
          "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectVersion",
          "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions", "s3:PutObject",
        ]
        Resource  = [local.buckets[each.key].arn, "${local.buckets[each.key].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      }],
      [for statement in local.load_balancer_writes : statement if each.key == "access-logs"],
    )
  })

  depends_on = [aws_s3_bucket_public_access_block.this]
}
