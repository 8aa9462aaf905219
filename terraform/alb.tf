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
  enable_deletion_protection = var.deletion_protection

  dynamic "access_logs" {
    for_each = aws_s3_bucket.access_logs
    content {
      bucket  = access_logs.value.bucket
      enabled = true
    }
  }

  depends_on = [aws_s3_bucket_policy.this] # AWS tests writing at once
}

# Readiness, not liveness, since a rolling deployment must not let requests into a task that cannot publish yet. It does
# not make ECS kill every task when Kafka fails: the API is ready from its first metadata on and stays so through an
# outage, in which its tasks answer 503 with Retry-After (killing them would lose what they buffer and help nobody).
resource "aws_lb_target_group" "api" {
  count = var.create_vpc ? 1 : 0

  name                 = "${var.name}-api"
  target_type          = "ip"
  vpc_id               = aws_vpc.main[0].id
  protocol             = "HTTP"
  port                 = local.api_port
  deregistration_delay = 15 # requests take at most the publish limit of 5 s

  health_check {
    path                = "/readiness"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
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

locals {
  # What comes before every forward: nothing, or the login.
  logins = var.oidc == null ? [] : [var.oidc]
}

resource "aws_lb_listener" "main" {
  count = var.create_vpc ? 1 : 0

  load_balancer_arn = aws_lb.main[0].arn
  protocol          = var.enable_https ? "HTTPS" : "HTTP"
  port              = var.enable_https ? 443 : 80
  ssl_policy        = var.enable_https ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null # TLS 1.3, and 1.2 with forward secrecy
  certificate_arn   = var.enable_https ? var.certificate_arn : null

  dynamic "default_action" {
    for_each = local.logins
    content {
      type  = "authenticate-oidc"
      order = 1

      authenticate_oidc {
        issuer                 = default_action.value.issuer
        authorization_endpoint = default_action.value.authorization_endpoint
        token_endpoint         = default_action.value.token_endpoint
        user_info_endpoint     = default_action.value.user_info_endpoint
        client_id              = default_action.value.client_id
        client_secret          = var.oidc_client_secret
      }
    }
  }

  default_action {
    type             = "forward"
    order            = length(local.logins) + 1
    target_group_arn = aws_lb_target_group.api[0].arn
  }
}

resource "aws_lb_listener" "redirect" {
  count = var.create_vpc && var.enable_https ? 1 : 0

  load_balancer_arn = aws_lb.main[0].arn
  protocol          = "HTTP"
  port              = 80

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# A rule takes five values in all its conditions together, so each resource has a rule of its own.
resource "aws_lb_listener_rule" "route" {
  for_each = { for name, route in local.routes : name => route if var.create_vpc }

  listener_arn = aws_lb_listener.main[0].arn
  priority     = each.value.priority

  condition {
    path_pattern {
      values = [each.value.path, "${each.value.path}/*"]
    }
  }

  condition {
    http_request_method {
      values = ["GET", "HEAD"]
    }
  }

  dynamic "action" {
    for_each = local.logins
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
    order            = length(local.logins) + 1
    target_group_arn = aws_lb_target_group.function[each.value.function].arn
  }

  tags = { Name = "${var.name}-${each.key}" }
}

moved {
  from = aws_lb_listener_rule.queries
  to   = aws_lb_listener_rule.route
}
