# The API's tasks, their image and scaling.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "container" {
  command = apply

  variables {
    image_tag       = "abc123"
    api_environment = { MAX_IN_FLIGHT = "4096" }
    page_links      = { source = "https://code.example/" }
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.api.container_definitions)[0].image == "123456789012.dkr.ecr.eu-west-1.amazonaws.com/plainstream-api:abc123"
    error_message = "the task must run the tagged image of the repository"
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.api.container_definitions)[0].readonlyRootFilesystem && jsondecode(aws_ecs_task_definition.api.container_definitions)[0].user == "65532"
    error_message = "the container must have a read-only root and a numeric user without rights"
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.api.container_definitions)[0].linuxParameters.capabilities.drop == ["ALL"]
    error_message = "the container must drop all capabilities"
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.api.container_definitions)[0].stopTimeout == 120
    error_message = "the container must have all of the time that a Spot stop leaves it"
  }

  # The load balancer sends requests until its delay is over, so that the API must serve for longer, then finish, then be gone.
  assert {
    condition = alltrue([for variable in jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment : tonumber(variable.value) > 1000 * tonumber(aws_lb_target_group.api[0].deregistration_delay)
      && tonumber(variable.value) + 20000 < 1000 * jsondecode(aws_ecs_task_definition.api.container_definitions)[0].stopTimeout if variable.name == "DRAIN_DELAY_MS"
    ])
    error_message = "DRAIN_DELAY_MS must be above the deregistration delay, and fit into stopTimeout with the API's grace of 20 s"
  }

  assert {
    condition = { for variable in jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment : variable.name => variable.value if variable.name != "PAGE_LINKS" } == {
      HOST                    = "0.0.0.0"
      PORT                    = "8080"
      KAFKA_BOOTSTRAP_SERVERS = "boot-1.c1.kafka-serverless.eu-west-1.amazonaws.com:9098"
      KAFKA_AUTH              = "iam"
      KAFKA_PARTITIONS        = "3"
      DRAIN_DELAY_MS          = "20000"

      LIKE_PARTITIONS_PER_MOVIE = "1"
      LOG_LEVEL                 = "INFO"
      MAX_IN_FLIGHT             = "4096"
    }
    error_message = "the container's environment is another one"
  }

  assert {
    condition = alltrue([for variable in jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment :
      jsondecode(variable.value).source == "https://code.example/" && endswith(jsondecode(variable.value).dashboard, "#dashboards/dashboard/plainstream") if variable.name == "PAGE_LINKS"
    ]) && contains(jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment[*].name, "PAGE_LINKS")
    error_message = "the page must be told where to look"
  }

  assert {
    condition     = aws_ecs_task_definition.api.runtime_platform[0].cpu_architecture == "ARM64" && output.image_platform == "linux/arm64"
    error_message = "tasks must run on ARM by default"
  }

  assert {
    condition     = aws_cloudwatch_log_group.api.retention_in_days == 30
    error_message = "the API's log must not be kept for ever"
  }
}

run "rolling_deployment" {
  command = plan

  assert {
    condition     = aws_ecs_service.api[0].deployment_minimum_healthy_percent == 100 && aws_ecs_service.api[0].deployment_maximum_percent == 200
    error_message = "old tasks must stay until new ones are ready"
  }

  assert {
    condition     = aws_ecs_service.api[0].deployment_circuit_breaker[0].rollback && aws_ecs_service.api[0].alarms[0].rollback
    error_message = "a deployment that fails must be rolled back"
  }

  assert {
    condition     = { for strategy in aws_ecs_service.api[0].capacity_provider_strategy : strategy.capacity_provider => "${strategy.base} ${strategy.weight}" } == { FARGATE = "1 1", FARGATE_SPOT = "0 100" }
    error_message = "one task must be on demand by default and the others on Spot, and ECS places none by a weight of 0"
  }

  assert { # the provider makes the service anew for another strategy, unless a new deployment is forced
    condition     = aws_ecs_service.api[0].force_new_deployment == true
    error_message = "another share of Spot must be a rolling deployment"
  }

  assert {
    condition     = aws_ecs_service.api[0].desired_count == 2 && length(aws_ecs_service.api[0].network_configuration[0].subnets) == 2
    error_message = "one task is no service: two over two zones"
  }

  assert {
    condition     = aws_ecs_service.api[0].wait_for_steady_state && strcontains(file("event_source_mappings.tf"), "    aws_ecs_service.api,\n")
    error_message = "Terraform itself must wait for the service, and make the mappings after it"
  }
}

run "all_spot" {
  command = plan

  variables {
    on_demand_base = 0
  }

  assert {
    condition     = [for strategy in aws_ecs_service.api[0].capacity_provider_strategy : strategy.capacity_provider] == ["FARGATE_SPOT"]
    error_message = "without a base and a share no task is on demand"
  }
}

run "on_demand_share" {
  command = plan

  variables {
    on_demand_percent = 30
  }

  assert {
    condition     = { for strategy in aws_ecs_service.api[0].capacity_provider_strategy : strategy.capacity_provider => strategy.weight } == { FARGATE = 30, FARGATE_SPOT = 70 }
    error_message = "on_demand_percent must share the tasks out"
  }
}

run "all_on_demand_on_intel" {
  command = plan

  variables {
    on_demand_percent = 100
    cpu_architecture  = "X86_64"
  }

  assert {
    condition     = { for strategy in aws_ecs_service.api[0].capacity_provider_strategy : strategy.capacity_provider => strategy.weight } == { FARGATE = 100 }
    error_message = "no task may be on Spot"
  }

  assert {
    condition     = output.image_platform == "linux/amd64" && alltrue([for function in aws_lambda_function.this : function.architectures == tolist(["x86_64"])])
    error_message = "image and functions must follow cpu_architecture"
  }
}

run "scaling" {
  command = apply

  variables {
    desired_count = 2
    max_count     = 6
  }

  assert {
    condition     = aws_appautoscaling_target.api[0].min_capacity == 2 && aws_appautoscaling_target.api[0].max_capacity == 6
    error_message = "scaling must stay between desired_count and max_count"
  }

  assert {
    condition     = aws_appautoscaling_policy.api["ALBRequestCountPerTarget"].target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].resource_label == "app/plainstream/0123456789abcdef/targetgroup/plainstream-mock/0123456789abcdef" && contains(keys(aws_appautoscaling_policy.api), "ECSServiceAverageCPUUtilization")
    error_message = "scaling must follow requests per target and CPU"
  }
}

run "repository" {
  command = plan

  assert {
    condition     = aws_ecr_repository.api.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.api.image_scanning_configuration[0].scan_on_push && aws_ecr_repository.api.encryption_configuration[0].encryption_type == "KMS"
    error_message = "images must be immutable, scanned and encrypted"
  }

  assert {
    condition     = length(jsondecode(aws_ecr_lifecycle_policy.api.policy).rules) == 2 && !aws_ecr_repository.api.force_delete
    error_message = "old images must go, but not with the repository"
  }
}

run "force_destroy" {
  command = plan

  variables {
    force_destroy = true
    archive       = "firehose"
    enable_backup = true
  }

  assert {
    condition     = aws_ecr_repository.api.force_delete && aws_s3_bucket.archive[0].force_destroy && aws_backup_vault.main[0].force_destroy
    error_message = "force_destroy must reach repository, bucket and vault"
  }
}
