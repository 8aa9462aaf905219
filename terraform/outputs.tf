# What the scripts and a reader need next. A list or a map is empty, and a text null, when its part is switched off.

output "name" {
  description = "The stack's name, also the value of the tag Project on everything in it"
  value       = var.name
}

output "region" {
  description = "Region of the stack"
  value       = local.region
}

output "url" {
  description = "Where the API is served; with a self-signed certificate a client must be told to trust it"
  value = one([
    for balancer in aws_lb.main :
    "${var.enable_https ? "https" : "http"}://${coalesce(var.host_name, balancer.dns_name)}"
  ])
}

output "login" {
  description = "Whether the load balancer asks for a login before it lets anything through"
  value       = var.oidc != null
}

output "certificate_arn" {
  description = "Certificate of the load balancer; null without HTTPS"
  value       = var.enable_https ? local.certificate_arn : null
}

output "ingress_cidrs" {
  description = "Who may reach the load balancer"
  value       = sort(var.ingress_cidrs)
}

output "kafka_mode" {
  description = "serverless, provisioned, existing or none"
  value       = local.kafka_mode
}

output "load_balancer_dns_name" {
  description = "The load balancer's own name, for an alias or CNAME record; null without a VPC"
  value       = one(aws_lb.main[*].dns_name)
}

output "ecr_repository_url" {
  description = "Where the API's image is pushed to"
  value       = aws_ecr_repository.api.repository_url
}

output "image" {
  description = "The API's image that the tasks run"
  value       = local.api_container.image
}

output "image_platform" {
  description = "Platform to build the API's image for"
  value       = "linux/${var.cpu_architecture == "ARM64" ? "arm64" : "amd64"}"
}

output "ecs_cluster" {
  description = "ECS cluster of the API"
  value       = aws_ecs_cluster.main.name
}

output "task_definition_arn" {
  description = "Revision of the API's task definition that was asked for; ECS may have rolled it back"
  value       = aws_ecs_task_definition.api.arn
}

output "ecs_service" {
  description = "ECS service of the API; null with desired_count = 0"
  value       = one(aws_ecs_service.api[*].name)
}

output "target_group_arns" {
  description = "Target groups of the load balancer: api and the functions that answer it"
  value = merge(
    { for group in aws_lb_target_group.api : "api" => group.arn },
    { for name, group in aws_lb_target_group.function : name => group.arn },
  )
}

output "function_names" {
  description = "Lambda functions by short name"
  value       = { for name, function in aws_lambda_function.this : name => function.function_name }
}

output "function_alias" {
  description = "Alias by which the functions are called"
  value       = "live"
}

output "event_source_mapping_ids" {
  description = "UUIDs of the event source mappings by topic"
  value       = { for topic, mapping in aws_lambda_event_source_mapping.this : topic => mapping.uuid }
}

output "kafka_cluster_arn" {
  description = "ARN of the Kafka cluster; null without one"
  value       = local.has_kafka ? local.kafka_arn : null
}

output "kafka_bootstrap_servers" {
  description = "Brokers to begin with, for clients inside the VPC; null without a cluster"
  value       = local.has_kafka ? local.kafka_bootstrap_servers : null
}

output "topics" {
  description = "Topics of the pipeline, which the API creates"
  value       = sort(local.topics)
}

output "table_names" {
  description = "DynamoDB tables by short name"
  value       = { for name, table in aws_dynamodb_table.this : name => table.name }
}

output "timestamp_shards" {
  description = "Shards of a day's timestamps, which never become fewer"
  value       = var.timestamp_shards
}

output "bucket_names" {
  description = "S3 buckets by purpose: archive, access-logs; a destroy needs them empty, or force_destroy"
  value       = { for name, bucket in local.buckets : name => bucket.bucket }
}

output "on_failure_queue_url" {
  description = "Queue of the batches that Lambda gave up on; null without one"
  value       = one(aws_sqs_queue.on_failure[*].url)
}

output "backup_vault" {
  description = "Vault of the tables' backups; null without one"
  value       = one(aws_backup_vault.main[*].name)
}

output "backup_role_arn" {
  description = "Role for backups on demand; null without a backup plan"
  value       = one([for name, role in aws_iam_role.workload : role.arn if name == "backup"])
}

output "log_groups" {
  description = "CloudWatch log groups by what writes to them"
  value = merge(
    { api = aws_cloudwatch_log_group.api.name },
    { for name, group in aws_cloudwatch_log_group.function : name => group.name },
    { for group in aws_cloudwatch_log_group.kafka : "kafka" => group.name },
    { for group in aws_cloudwatch_log_group.firehose : "firehose" => group.name },
    { for group in aws_cloudwatch_log_group.flow_logs : "flow-logs" => group.name },
  )
}

output "alarm_names" {
  description = "CloudWatch alarms"
  value       = sort(values(aws_cloudwatch_metric_alarm.this)[*].alarm_name)
}

output "dashboard_url" {
  description = "CloudWatch dashboard in the console"
  value = join("", [
    "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}",
    "#dashboards/dashboard/${aws_cloudwatch_dashboard.main.dashboard_name}",
  ])
}

output "role_arns" {
  description = "IAM roles by workload"
  value       = { for name, role in aws_iam_role.workload : name => role.arn }
}

output "vpc_id" {
  description = "The VPC, whose network interfaces a destroy waits for; null without one"
  value       = one(aws_vpc.main[*].id)
}

output "hourly_cost_usd" {
  description = "Estimate of the cost at rest by part and in total, from the list prices of the named region and month"
  value = {
    items  = local.hourly_costs
    total  = format("%.4f", sum([for usd in values(local.hourly_costs) : tonumber(usd)]))
    region = local.price_region
    date   = local.price_date
  }
}
