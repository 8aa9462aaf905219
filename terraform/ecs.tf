# The API on Fargate. Deployments are rolling: new tasks must be ready before old ones are told to stop, and a
# deployment that fails is rolled back, be it that tasks do not come up (circuit breaker) or that they answer 5xx
# (alarm).

resource "aws_ecs_cluster" "main" {
  name = var.name
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/ecs/${var.name}-api"
  retention_in_days = var.log_retention_days
  kms_key_id        = local.key_arn
}

locals {
  api_environment = merge(var.api_environment, {
    HOST                      = "0.0.0.0"
    PORT                      = tostring(local.api_port)
    KAFKA_BOOTSTRAP_SERVERS   = local.kafka_bootstrap_servers # empty: the API logs its events
    KAFKA_AUTH                = local.has_kafka ? "iam" : "none"
    KAFKA_PARTITIONS          = tostring(local.kafka_partitions)
    LIKE_PARTITIONS_PER_MOVIE = tostring(var.like_partitions_per_movie)
    # Serve until the load balancer sends no more.
    DRAIN_DELAY_MS = tostring(1000 * (local.deregistration_delay_s + 5))
    LOG_LEVEL      = var.log_level
    PAGE_LINKS     = jsonencode(local.page_links)
  })

  # Where the page says to look, since the local stack's live view does not exist here.
  console = "https://${local.region}.console.aws.amazon.com"
  page_links = merge({
    dashboard   = "${local.console}/cloudwatch/home?region=${local.region}#dashboards/dashboard/${var.name}"
    logs        = "${local.console}/cloudwatch/home?region=${local.region}#logsV2:logs-insights"
    mappings    = "${local.console}/lambda/home?region=${local.region}#/functions"
    deadLetters = "${local.console}/dynamodbv2/home?region=${local.region}#item-explorer?table=${local.table_prefix}dead_letters"
    }, {
    for bucket in aws_s3_bucket.archive[*].bucket : "archive" => "${local.console}/s3/buckets/${bucket}"
  }, var.page_links)

  api_container = {
    name      = "api"
    image     = "${aws_ecr_repository.api.repository_url}:${var.image_tag}"
    essential = true
    user      = "65532"

    readonlyRootFilesystem = true # which rules ECS Exec out, as an image without a shell does
    linuxParameters = {
      capabilities = { drop = ["ALL"] }
    }

    portMappings = [{ containerPort = local.api_port, hostPort = local.api_port, protocol = "tcp" }]
    environment  = [for name, value in local.api_environment : { name = name, value = value }]
    # The most there is: the notice that Spot gives; the API needs its drain delay and grace of 20 s each.
    stopTimeout = 120

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.api.name
        awslogs-region        = local.region
        awslogs-stream-prefix = "api"
        mode                  = "non-blocking" # requests go on when CloudWatch does not answer
        max-buffer-size       = "4m"
      }
    }
  }
}

resource "aws_ecs_task_definition" "api" {
  family                   = "${var.name}-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task_cpu
  memory                   = var.task_memory_mb
  execution_role_arn       = aws_iam_role.workload["execution"].arn
  task_role_arn            = aws_iam_role.workload["api"].arn
  container_definitions    = jsonencode([local.api_container])

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }
}

resource "aws_ecs_service" "api" {
  count = local.has_api ? 1 : 0

  name                               = "${var.name}-api"
  cluster                            = aws_ecs_cluster.main.arn
  task_definition                    = aws_ecs_task_definition.api.arn
  desired_count                      = local.desired_count
  availability_zone_rebalancing      = "ENABLED"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"
  health_check_grace_period_seconds  = 60                   # time to reach Kafka and create the topics
  wait_for_steady_state              = var.wait_for_service # what depends on the service needs its topics
  force_new_deployment               = true                 # or a new share of Spot would replace the service

  dynamic "capacity_provider_strategy" {
    for_each = { for provider, weight in {
      # With a weight of 0 it would get no task at all, a base or not:
      # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
      FARGATE      = max(var.on_demand_percent, min(local.on_demand_base, 1))
      FARGATE_SPOT = 100 - var.on_demand_percent
    } : provider => weight if weight > 0 }

    content {
      capacity_provider = capacity_provider_strategy.key
      weight            = capacity_provider_strategy.value
      base              = capacity_provider_strategy.key == "FARGATE" ? local.on_demand_base : 0
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  alarms {
    enable      = true
    rollback    = true
    alarm_names = [aws_cloudwatch_metric_alarm.this["api-failed-answers"].alarm_name]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.api[0].arn
    container_name   = local.api_container.name
    container_port   = local.api_port
  }

  network_configuration {
    subnets          = local.private_subnet_ids
    security_groups  = [aws_security_group.this["api"].id]
    assign_public_ip = false
  }

  lifecycle {
    ignore_changes = [desired_count] # the scaling's to change
  }

  # Without these the first tasks would start, fail to pull, log or reach Kafka, and count against the circuit breaker.
  depends_on = [
    aws_ecs_cluster_capacity_providers.main,
    aws_iam_role_policy.workload,
    # Whose versions have the time of the service's start to become active: see event_source_mappings.tf.
    aws_lambda_alias.live,
    aws_lb_listener_rule.route, # a target group that no listener knows is refused
    aws_vpc_endpoint.gateway,
    aws_vpc_endpoint.interface,
    aws_vpc_security_group_egress_rule.this,
    aws_vpc_security_group_ingress_rule.this,
  ]
}
