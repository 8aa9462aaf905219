# The stack's name in the DNS, with a certificate that the DNS itself proves. It renews itself as long as the record stands.

locals {
  has_dns_name    = var.dns_zone_id != ""
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

  zone_id         = var.dns_zone_id
  name            = one([for option in aws_acm_certificate.main[0].domain_validation_options : option.resource_record_name])
  type            = one([for option in aws_acm_certificate.main[0].domain_validation_options : option.resource_record_type])
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

  zone_id = var.dns_zone_id
  name    = var.host_name
  type    = "A"

  alias {
    name                   = aws_lb.main[0].dns_name
    zone_id                = aws_lb.main[0].zone_id
    evaluate_target_health = true
  }
}
