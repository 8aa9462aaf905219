# Alarms as a table, a dashboard, and the flow logs' group (every other log group stands beside what writes to it).

resource "aws_cloudwatch_log_group" "flow_logs" {
  count = local.has_flow_logs ? 1 : 0

  name              = "/vpc/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = local.key_arn
}

locals {
  readers = [for name in keys(local.function_names) : name if contains(local.consumers, name)]
  buriers = [for name in local.readers : name if contains(keys(local.pipeline.tables.dead_letters.grants), name)]

  load_balancer_dimensions = { LoadBalancer = join("", aws_lb.main[*].arn_suffix) }
  api_dimensions = merge(local.load_balancer_dimensions, {
    TargetGroup = join("", aws_lb_target_group.api[*].arn_suffix)
  })

  alarms = merge(
    { for name, alarm in local.load_balancer_alarms :
      name => merge(alarm, { namespace = "AWS/ApplicationELB" }) if var.create_vpc
    },
    { for name in ["api-not-ready"] : name => {
      text       = "A task of the API could not publish for a quarter of an hour: see its log"
      namespace  = "Plainstream/Api", metric = "Ready", statistic = "Minimum", threshold = 1, periods = 3
      dimensions = { Service = "api" }, comparison = "LessThanThreshold"
    } if var.create_vpc && local.has_kafka },
    { for name, function in local.function_names : "${name}-errors" => {
      text       = "The function ${function} failed"
      namespace  = "AWS/Lambda", metric = "Errors", statistic = "Sum", threshold = 0, periods = 1
      dimensions = { FunctionName = function }
    } },
    { for name, function in local.function_names : "${name}-throttles" => {
      text       = "The function ${function} was throttled: reserved or account concurrency is used up"
      namespace  = "AWS/Lambda", metric = "Throttles", statistic = "Sum", threshold = 0, periods = 1
      dimensions = { FunctionName = function }
    } },
    { for name in local.readers : "${name}-lag" => {
      text       = "Records wait for the function ${local.function_names[name]}"
      namespace  = "AWS/Lambda", metric = "OffsetLag", statistic = "Maximum", periods = 3
      threshold  = var.alarm_thresholds.lag_records
      dimensions = { FunctionName = local.function_names[name] }
    } if local.has_kafka },
    { for name in local.buriers : "${name}-dead-letters" => {
      text       = "Unreadable records went to the table ${local.table_prefix}dead_letters"
      namespace  = "Plainstream/Consumer", metric = "DeadLetters", statistic = "Sum", threshold = 0, periods = 1
      dimensions = { Function = name }
    } },
    { for name in local.readers : "${name}-refused" => {
      text       = "Offsets began anew in a topic that was made again: give the functions another SOURCE_EPOCH"
      namespace  = "Plainstream/Consumer", metric = "RecordsRefused", statistic = "Sum", threshold = 0, periods = 1
      dimensions = { Function = name }
    } },
    { for queue in aws_sqs_queue.on_failure : "on-failure-queue" => {
      text       = "Lambda gave up on a batch: see the queue for its offsets"
      namespace  = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum"
      threshold  = 0, periods = 1
      dimensions = { QueueName = queue.name }
    } },
  )

  load_balancer_alarms = {
    api-failed-answers = {
      text       = "The API answered 5xx"
      metric     = "HTTPCode_Target_5XX_Count", statistic = "Sum", periods = 1
      threshold  = var.alarm_thresholds.failed_answers
      dimensions = local.api_dimensions
    }
    load-balancer-errors = {
      text       = "The load balancer itself answered 5xx: no task is there or none answers"
      metric     = "HTTPCode_ELB_5XX_Count", statistic = "Sum", periods = 1
      threshold  = var.alarm_thresholds.failed_answers
      dimensions = local.load_balancer_dimensions
    }
    api-latency = {
      text       = "One answer of a hundred is slow"
      metric     = "TargetResponseTime", statistic = "p99", periods = 3
      threshold  = var.alarm_thresholds.latency_ms / 1000
      dimensions = local.api_dimensions
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.text
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  comparison_operator = try(each.value.comparison, "GreaterThanThreshold")
  threshold           = each.value.threshold
  period              = 300
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching" # no requests, no trouble
  alarm_actions       = aws_sns_topic.alarms[*].arn
  ok_actions          = aws_sns_topic.alarms[*].arn
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = local.widgets })
}

locals {
  # Title, statistic and metrics of each graph, in rows of three.
  graphs = concat(var.create_vpc ? local.api_graphs : [], [
    { title = "Records by outcome", statistic = "Sum", metrics = [
      for pair in setproduct(local.outcomes, local.readers) : ["Plainstream/Consumer", pair[0], "Function", pair[1]]
    ] },
    { title = "From accepted to processed (ms)", statistic = "Maximum", metrics = [
      for name in local.readers : ["Plainstream/Consumer", "LagMs", "Function", name]
    ] },
    { title = "Unread records", statistic = "Maximum", metrics = [
      for name in local.readers : ["AWS/Lambda", "OffsetLag", "FunctionName", local.function_names[name]]
    ] },
    { title = "Functions: duration (ms)", statistic = "p99", metrics = [
      for function in values(local.function_names) : ["AWS/Lambda", "Duration", "FunctionName", function]
    ] },
    { title = "Functions: errors and throttles", statistic = "Sum", metrics = [
      for pair in setproduct(["Errors", "Throttles"], values(local.function_names)) :
      ["AWS/Lambda", pair[0], "FunctionName", pair[1]]
    ] },
    { title = "Queries", statistic = "Sum", metrics = [
      for pair in setproduct(["Requests", "Errors"], sort(local.answerers)) :
      ["Plainstream/Consumer", pair[0], "Function", pair[1]]
    ] },
  ])
  outcomes = ["RecordsStored", "RecordsLogged", "RecordsSkipped", "RecordsRetried", "RecordsRefused", "DeadLetters"]

  api_graphs = concat(
    [{ title = "Requests by status", statistic = "Sum", metrics = [for class in ["2XX", "4XX", "5XX"] : [
      "AWS/ApplicationELB", "HTTPCode_Target_${class}_Count",
      "TargetGroup", local.api_dimensions.TargetGroup, "LoadBalancer", local.api_dimensions.LoadBalancer,
    ]] }],
    [for title, names in {
      "API: latency (ms)"                = ["LatencyP50Ms", "LatencyP99Ms", "LatencyMaxMs"]
      "API: time to publish (ms)"        = ["PublishP50Ms", "PublishP99Ms", "PublishMaxMs"]
      "API: in flight, refused, renewed" = ["InFlight", "Refused", "Renewed"]
      } : {
      title   = title, statistic = "Maximum"
      metrics = [for name in names : ["Plainstream/Api", name, "Service", "api"]]
    }],
    [{ title = "API: ready, the least of all tasks", statistic = "Minimum", metrics = [
      ["Plainstream/Api", "Ready", "Service", "api"]
    ] }],
    [{ title = "API: CPU and memory (%)", statistic = "Average", metrics = [
      for name in ["CPUUtilization", "MemoryUtilization"] : [
        "AWS/ECS", name, "ServiceName", "${var.name}-api", "ClusterName", var.name,
      ]
    ] }],
  )

  widgets = concat(
    [{
      type       = "alarm", x = 0, y = 0, width = 24, height = 3
      properties = { title = "Alarms", alarms = values(aws_cloudwatch_metric_alarm.this)[*].arn }
    }],
    [for index, graph in local.graphs : {
      type = "metric", x = 8 * (index % 3), y = 3 + 6 * floor(index / 3), width = 8, height = 6
      properties = {
        title   = graph.title, region = local.region, stat = graph.statistic, period = 60, view = "timeSeries"
        metrics = graph.metrics
      }
    }],
  )
}
