# The functions: one package, a handler each. Callers use the alias "live", which names the newest published version,
# because a snapshot (SnapStart) belongs to a version.

locals {
  function_environment = {
    TABLE_PREFIX     = local.table_prefix
    LOG_LEVEL        = var.log_level
    TIMESTAMP_SHARDS = tostring(var.timestamp_shards)
  }
  consumer_environment = {
    SOURCE_EPOCH           = local.has_kafka ? local.kafka_uuid : "0" # offsets of a new cluster start anew
    PARTIAL_BATCH_RESPONSE = tostring(local.provisioned_pollers != null)
    IDEMPOTENCY_TTL_S      = tostring(var.idempotency_ttl_s)
  }

  publisher_environment = {
    KAFKA_BOOTSTRAP_SERVERS   = local.kafka_bootstrap_servers
    KAFKA_AUTH                = "iam"
    KAFKA_DELIVERY_TIMEOUT_MS = "10000"
  }

  own_environment = {
    archive = { ARCHIVE_BUCKET = join("", aws_s3_bucket.archive[*].bucket) }
  }

  # A function that publishes is in the VPC, where Kafka is.
  functions = { for name, function in local.pipeline.functions : name => merge(function, {
    in_vpc    = var.functions_in_vpc || contains(local.publishers, name)
    has_layer = contains(local.publishers, name)
    timeout_s = contains(local.answerers, name) ? 10 : var.function_timeout_s
    environment = merge(
      local.function_environment,
      contains(local.consumers, name) ? local.consumer_environment : null,
      contains(local.publishers, name) ? local.publisher_environment : null,
      lookup(local.own_environment, name, null),
    )
  }) if contains(keys(local.function_names), name) }
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = local.key_arn
}

resource "aws_lambda_layer_version" "kafka" {
  count = local.has_kafka ? 1 : 0

  layer_name               = "${var.name}-kafka"
  description              = "kafka-clients and aws-msk-iam-auth"
  filename                 = var.layer_package
  source_code_hash         = fileexists(var.layer_package) ? filebase64sha256(var.layer_package) : null
  compatible_runtimes      = ["java21"]
  compatible_architectures = [local.function_architecture]

  lifecycle {
    precondition {
      condition     = fileexists(var.layer_package)
      error_message = "There is no ${var.layer_package}: run `make build` first, or set layer_package."
    }
  }
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name                  = "${var.name}-${each.key}"
  description                    = each.value.description
  role                           = aws_iam_role.workload[each.key].arn
  runtime                        = "java21" # the newest that provider 5.100 knows
  architectures                  = [local.function_architecture]
  handler                        = each.value.handler
  filename                       = var.function_package
  source_code_hash               = fileexists(var.function_package) ? filebase64sha256(var.function_package) : null
  layers                         = each.value.has_layer ? aws_lambda_layer_version.kafka[*].arn : []
  memory_size                    = var.function_memory_mb
  timeout                        = each.value.timeout_s
  reserved_concurrent_executions = lookup(var.reserved_concurrency, each.key, -1)
  publish                        = true

  environment {
    variables = each.value.environment
  }

  logging_config {
    log_group             = aws_cloudwatch_log_group.function[each.key].name
    log_format            = "JSON"
    application_log_level = "TRACE" # the function itself leaves out what is below LOG_LEVEL
    system_log_level      = "INFO"
  }

  dynamic "snap_start" {
    for_each = var.enable_snap_start ? [true] : []
    content {
      apply_on = "PublishedVersions"
    }
  }

  dynamic "vpc_config" {
    for_each = each.value.in_vpc ? [true] : []
    content {
      subnet_ids         = local.private_subnet_ids
      security_group_ids = [aws_security_group.this["functions"].id]
    }
  }

  lifecycle {
    precondition {
      condition     = fileexists(var.function_package)
      error_message = "There is no ${var.function_package}: run `make build` first, or set function_package."
    }
  }

  # A function in a VPC is refused while its role may not create network interfaces.
  depends_on = [aws_iam_role_policy.workload]
}

locals {
  function_architecture = var.cpu_architecture == "ARM64" ? "arm64" : "x86_64"
}

resource "aws_lambda_alias" "live" {
  for_each = aws_lambda_function.this

  name             = "live"
  description      = "The version in use"
  function_name    = each.value.function_name
  function_version = each.value.version
}

resource "aws_lambda_permission" "alb" {
  for_each = aws_lb_target_group.function

  statement_id   = "load-balancer"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.this[each.key].function_name
  qualifier      = aws_lambda_alias.live[each.key].name
  principal      = "elasticloadbalancing.amazonaws.com"
  source_arn     = each.value.arn
  source_account = local.account
}

moved {
  from = aws_lambda_permission.alb[0]
  to   = aws_lambda_permission.alb["queries"]
}
