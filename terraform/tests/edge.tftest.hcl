# The load balancer: TLS, routes, login, WAF and access logs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
  certificate      = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
}

run "plain_http" {
  command = apply

  assert {
    condition     = aws_lb_listener.http[0].port == 80 && length(aws_lb_listener.https) == 0 && alltrue([for rule in aws_lb_listener_rule.route : rule.listener_arn == aws_lb_listener.http[0].arn])
    error_message = "without a certificate the load balancer must serve HTTP"
  }

  assert {
    condition     = aws_lb.main[0].desync_mitigation_mode == "strictest" && aws_lb.main[0].drop_invalid_header_fields
    error_message = "requests that could be read in two ways must be refused"
  }

  assert {
    condition     = aws_lb.main[0].idle_timeout < 75
    error_message = "the load balancer must close idle connections before the API does"
  }

  assert {
    condition     = aws_lb_target_group.api[0].health_check[0].path == "/readiness" && aws_lb_target_group.api[0].target_type == "ip"
    error_message = "a task must be ready before it gets requests"
  }

  assert {
    condition     = length(aws_wafv2_web_acl.main) == 0 && aws_lb.main[0].access_logs[0].enabled
    error_message = "WAF must be off by default and access logs on"
  }

  assert {
    condition     = output.url == "http://plainstream.eu-west-1.elb.amazonaws.com"
    error_message = "the URL must name scheme and load balancer"
  }
}

run "reads_go_to_queries" {
  command = apply

  assert {
    condition = { for name, rule in aws_lb_listener_rule.route : rule.priority => join(" ", sort(flatten([for condition in rule.condition : [for pattern in condition.path_pattern : tolist(pattern.values)]]))) } == merge({ 50000 = "*" }, {
      for index, route in jsondecode(file("pipeline.json")).routes : 10 * (index + 1) => "${route.path} ${route.path}/*"
    })
    error_message = "the paths of the queries function are other ones"
  }

  assert { # the description, read once more: what the local stack serves is what the load balancer serves
    condition     = toset([for name, rule in aws_lb_listener_rule.route : rule.tags.Name if name != "api"]) == toset([for route in jsondecode(file("pipeline.json")).routes : "plainstream-${trimprefix(route.path, "/")}"])
    error_message = "each route of pipeline.json must have its rule"
  }

  assert {
    condition     = alltrue([for name, rule in aws_lb_listener_rule.route : toset(flatten([for condition in rule.condition : [for method in condition.http_request_method : method.values]])) == toset(["GET", "HEAD"]) if name != "api"])
    error_message = "only GET and HEAD are reads"
  }

  assert {
    condition     = alltrue([for rule in aws_lb_listener_rule.route : length(flatten([for condition in rule.condition : concat([for pattern in condition.path_pattern : tolist(pattern.values)], [for method in condition.http_request_method : tolist(method.values)])])) <= 5])
    error_message = "AWS takes five values a rule"
  }

  assert {
    condition     = aws_lb_target_group.function["queries"].target_type == "lambda" && aws_lb_target_group.function["queries"].lambda_multi_value_headers_enabled
    error_message = "the queries function must get multi-value headers"
  }

  assert {
    condition     = aws_lb_target_group_attachment.function["queries"].target_id == aws_lambda_alias.live["queries"].arn && aws_lambda_permission.alb["queries"].qualifier == "live"
    error_message = "the load balancer must call the alias"
  }

  assert {
    condition     = aws_lambda_permission.alb["queries"].source_arn == aws_lb_target_group.function["queries"].arn && aws_lambda_permission.alb["queries"].source_account == "123456789012"
    error_message = "only this target group of this account may call the function"
  }
}

run "https" {
  command = apply

  variables {
    enable_https    = true
    certificate_arn = var.certificate
  }

  assert {
    condition     = aws_lb_listener.https[0].protocol == "HTTPS" && aws_lb_listener.https[0].port == 443 && aws_lb_listener.https[0].certificate_arn == var.certificate_arn && alltrue([for rule in aws_lb_listener_rule.route : rule.listener_arn == aws_lb_listener.https[0].arn])
    error_message = "HTTPS must be served with the certificate"
  }

  assert {
    condition     = startswith(aws_lb_listener.https[0].ssl_policy, "ELBSecurityPolicy-TLS13-1-2-")
    error_message = "the TLS policy must offer 1.3 and nothing below 1.2"
  }

  assert {
    condition     = aws_lb_listener.http[0].port == 80 && aws_lb_listener.http[0].default_action[0].redirect[0].status_code == "HTTP_301" && aws_lb_listener.http[0].default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "HTTP must redirect to HTTPS"
  }

  assert {
    condition     = startswith(output.url, "https://") && contains(keys(aws_vpc_security_group_ingress_rule.this), "0.0.0.0/0-alb-443")
    error_message = "URL and security group must follow"
  }
}

run "host_name" {
  command = apply

  variables {
    host_name = "api.example.com"
  }

  assert {
    condition     = output.url == "http://api.example.com" && output.load_balancer_dns_name == "plainstream.eu-west-1.elb.amazonaws.com"
    error_message = "the URL must name the host that was given"
  }
}

run "oidc" {
  command = apply

  variables {
    enable_https       = true
    certificate_arn    = var.certificate
    oidc_client_secret = "secret"
    oidc = {
      issuer                 = "https://login.example.com"
      authorization_endpoint = "https://login.example.com/authorize"
      token_endpoint         = "https://login.example.com/token"
      user_info_endpoint     = "https://login.example.com/userinfo"
      client_id              = "plainstream"
    }
  }

  assert {
    condition     = aws_lb_listener.https[0].default_action[0].type == "fixed-response" && contains(keys(aws_lb_listener_rule.route), "api")
    error_message = "nothing may be forwarded but by the rules"
  }

  assert {
    condition     = alltrue([for rule in aws_lb_listener_rule.route : [for action in rule.action : action.type] == ["authenticate-oidc", "forward"]])
    error_message = "the login must come before API and functions"
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.this["alb-0.0.0.0/0-443"].cidr_ipv4 == "0.0.0.0/0"
    error_message = "the load balancer must reach the identity provider"
  }
}

run "waf" {
  command = apply

  variables {
    enable_waf     = true
    waf_rate_limit = 500
  }

  assert {
    condition     = one(one(aws_wafv2_web_acl.main[0].rule).statement[0].rate_based_statement).limit == 500 && aws_wafv2_web_acl_association.alb[0].resource_arn == aws_lb.main[0].arn
    error_message = "WAF must limit the rate before the load balancer"
  }
}

run "access_logs_off" {
  command = plan

  variables {
    enable_access_logs = false
  }

  assert {
    condition     = length(aws_s3_bucket.access_logs) == 0 && length(aws_lb.main[0].access_logs) == 0
    error_message = "access logs must go with their bucket"
  }
}

run "access_logs" {
  command = apply

  variables {
    log_retention_days = 7
  }

  assert {
    condition     = aws_lb.main[0].access_logs[0].enabled && aws_lb.main[0].access_logs[0].bucket == "plainstream-access-logs-123456789012-eu-west-1"
    error_message = "access logs must go to their bucket"
  }

  assert {
    condition = anytrue([for statement in jsondecode(aws_s3_bucket_policy.this["access-logs"].policy).Statement :
      try(statement.Principal.Service, "") == "logdelivery.elasticloadbalancing.amazonaws.com" && try(statement.Condition.StringEquals["aws:SourceAccount"], "") == "123456789012"
      && startswith(try(statement.Condition.ArnLike["aws:SourceArn"], ""), "arn:aws:elasticloadbalancing:eu-west-1:123456789012:")
    ])
    error_message = "the bucket must take logs of this account's load balancers only"
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this["access-logs"].rule[0].expiration[0].days == 7
    error_message = "access logs must go after log_retention_days"
  }
}
