# The only way in. Reads of the routes in pipeline.json go to their function, everything else to the API.

resource "aws_lb" "main" {
  count = var.create_vpc ? 1 : 0

  name               = var.name
  load_balancer_type = "application"
  internal           = false
  subnets            = local.public_subnet_ids
  security_groups    = [aws_security_group.this["alb"].id]

  idle_timeout               = 60 # below the API's keep-alive of 75 s, so that the API never closes a connection first
  desync_mitigation_mode     = "strictest"
  drop_invalid_header_fields = true
  enable_deletion_protection = local.deletion_protection

  dynamic "access_logs" {
    for_each = aws_s3_bucket.access_logs
    content {
      bucket  = access_logs.value.bucket
      enabled = true
    }
  }

  depends_on = [aws_s3_bucket_policy.this] # AWS tests writing at once
}

# Readiness, not liveness, since a rolling deployment must not let requests into a task that cannot publish. When Kafka
# fails, no task is ready: the load balancer then sends to all of them, and they answer 503 with Retry-After. To replace
# them would help nobody, so that ECS is told of it only after ten checks; a new task is ready as soon as Kafka is back.
resource "aws_lb_target_group" "api" {
  count = var.create_vpc ? 1 : 0

  name                 = "${var.name}-api"
  target_type          = "ip"
  vpc_id               = local.vpc_id
  protocol             = "HTTP"
  port                 = local.api_port
  deregistration_delay = local.deregistration_delay_s

  health_check {
    path                = "/readiness"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 10
  }
}

resource "aws_lb_target_group" "function" {
  for_each = var.create_vpc ? local.answerers : []

  name                               = "${var.name}-${each.key}"
  target_type                        = "lambda"
  lambda_multi_value_headers_enabled = true # one form of event, whether or not a parameter is repeated
}

resource "aws_lb_target_group_attachment" "function" {
  for_each = aws_lb_target_group.function

  target_group_arn = each.value.arn
  target_id        = aws_lambda_alias.live[each.key].arn

  depends_on = [aws_lambda_permission.alb]
}

moved {
  from = aws_lb_target_group.queries[0]
  to   = aws_lb_target_group.function["queries"]
}

moved {
  from = aws_lb_target_group_attachment.queries[0]
  to   = aws_lb_target_group_attachment.function["queries"]
}

# One listener a port, whatever it does: switching HTTPS on or off changes an action and never asks for a port that is
# still taken. What is served stands in the rules of the listener that serves.
resource "aws_lb_listener" "http" {
  count = var.create_vpc ? 1 : 0

  load_balancer_arn = aws_lb.main[0].arn
  protocol          = "HTTP"
  port              = 80

  default_action {
    type = var.enable_https ? "redirect" : "fixed-response"

    dynamic "redirect" {
      for_each = var.enable_https ? [443] : []
      content {
        protocol    = "HTTPS"
        port        = redirect.value
        status_code = "HTTP_301"
      }
    }

    dynamic "fixed_response" {
      for_each = var.enable_https ? [] : [local.no_rule_status]
      content {
        content_type = "text/plain"
        status_code  = fixed_response.value
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count = var.create_vpc && var.enable_https ? 1 : 0

  load_balancer_arn = aws_lb.main[0].arn
  protocol          = "HTTPS"
  port              = 443
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06" # TLS 1.3, and 1.2 with forward secrecy
  certificate_arn   = local.certificate_arn

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = local.no_rule_status
    }
  }
}

locals {
  deregistration_delay_s = 15 # requests take at most the publish limit of 5 s

  no_rule_status = "503" # never seen: the last rule takes every request

  # What the load balancer forwards, by name: the routes of functions, then all the rest to the API. A rule takes five
  # values in all its conditions together, so that each route has a rule of its own.
  rules = merge(
    { for name, route in local.routes : name => {
      priority = route.priority
      paths    = [route.path, "${route.path}/*"]
      methods  = [["GET", "HEAD"]]
      target   = aws_lb_target_group.function[route.function].arn
    } if var.create_vpc },
    {
      for group in aws_lb_target_group.api :
      "api" => { priority = 50000, paths = ["*"], methods = [], target = group.arn }
    },
  )
}

resource "aws_lb_listener_rule" "route" {
  for_each = local.rules

  listener_arn = var.enable_https ? aws_lb_listener.https[0].arn : aws_lb_listener.http[0].arn
  priority     = each.value.priority

  condition {
    path_pattern {
      values = each.value.paths
    }
  }

  dynamic "condition" {
    for_each = each.value.methods
    content {
      http_request_method {
        values = condition.value
      }
    }
  }

  dynamic "action" {
    for_each = var.oidc[*]
    content {
      type  = "authenticate-oidc"
      order = 1

      authenticate_oidc {
        issuer                 = action.value.issuer
        authorization_endpoint = action.value.authorization_endpoint
        token_endpoint         = action.value.token_endpoint
        user_info_endpoint     = action.value.user_info_endpoint
        client_id              = action.value.client_id
        client_secret          = var.oidc_client_secret
      }
    }
  }

  action {
    type             = "forward"
    order            = length(var.oidc[*]) + 1
    target_group_arn = each.value.target
  }

  tags = { Name = "${var.name}-${each.key}" }
}

moved {
  from = aws_lb_listener.main
  to   = aws_lb_listener.https
}

moved {
  from = aws_lb_listener.redirect
  to   = aws_lb_listener.http
}

moved {
  from = aws_lb_listener_rule.queries
  to   = aws_lb_listener_rule.route
}
