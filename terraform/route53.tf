# The stack's name in the DNS, with a certificate that the DNS itself proves. It renews itself as long as the record
# stands.

locals {
  has_dns_name    = var.dns_zone_id != ""
  has_failover    = var.dns_failover != ""
  certificate_arn = local.has_dns_name ? aws_acm_certificate_validation.main[0].certificate_arn : var.certificate_arn
}

resource "aws_acm_certificate" "main" {
  count = local.has_dns_name ? 1 : 0

  domain_name       = var.host_name
  validation_method = "DNS"

  lifecycle { # the listener never goes without
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  for_each = local.has_dns_name ? toset([var.host_name]) : []

  zone_id = var.dns_zone_id
  name = one([
    for option in aws_acm_certificate.main[0].domain_validation_options : option.resource_record_name
  ])
  type = one([
    for option in aws_acm_certificate.main[0].domain_validation_options : option.resource_record_type
  ])
  records         = [for option in aws_acm_certificate.main[0].domain_validation_options : option.resource_record_value]
  ttl             = 300
  allow_overwrite = true # another certificate for this name wants the same record
}

resource "aws_acm_certificate_validation" "main" {
  count = local.has_dns_name ? 1 : 0

  certificate_arn         = aws_acm_certificate.main[0].arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_route53_record" "alias" {
  count = local.has_dns_name ? 1 : 0

  zone_id         = var.dns_zone_id
  name            = var.host_name
  type            = "A"
  set_identifier  = local.has_failover ? local.region : null
  health_check_id = one(aws_route53_health_check.reads[*].id)

  # With a second region it is the health check that decides: the load balancer's own idea of health asks for tasks that
  # can publish, which a region that only reads has not, and a broken Kafka is no reason to read elsewhere.
  alias {
    name                   = aws_lb.main[0].dns_name
    zone_id                = aws_lb.main[0].zone_id
    evaluate_target_health = !local.has_failover
  }

  dynamic "failover_routing_policy" {
    for_each = local.has_failover ? [upper(var.dns_failover)] : []
    content {
      type = failover_routing_policy.value
    }
  }
}

# One item of one table, by the way that every read takes; a login's redirect counts as an answer. Route 53 does not
# check the certificate, which is in the host's name and not in the load balancer's.
resource "aws_route53_health_check" "reads" {
  count = var.dns_failover == "primary" ? 1 : 0

  type              = "HTTPS"
  fqdn              = aws_lb.main[0].dns_name
  port              = 443
  resource_path     = "/likes/health"
  request_interval  = 30
  failure_threshold = 3

  tags = { Name = "${var.name}-reads" }
}
