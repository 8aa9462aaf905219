# Tasks of the API between desired_count and max_count; whichever target asks for more wins.

resource "aws_appautoscaling_target" "api" {
  count = local.has_api ? 1 : 0

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.api[0].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = local.desired_count
  max_capacity       = local.max_count
}

resource "aws_appautoscaling_policy" "api" {
  for_each = { for metric, target in {
    ALBRequestCountPerTarget        = var.requests_per_target
    ECSServiceAverageCPUUtilization = var.cpu_target_percent
  } : metric => target if local.has_api }

  name               = "${var.name}-${each.key}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.api[0].service_namespace
  resource_id        = aws_appautoscaling_target.api[0].resource_id
  scalable_dimension = aws_appautoscaling_target.api[0].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = each.value
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = each.key
      resource_label = (each.key == "ALBRequestCountPerTarget"
        ? "${aws_lb.main[0].arn_suffix}/${aws_lb_target_group.api[0].arn_suffix}" : null
      )
    }
  }
}
