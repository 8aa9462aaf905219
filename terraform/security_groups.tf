# Who may talk to whom. One table; each row becomes the rule that lets it out on one side and in on the other. A name is
# a security group, a gateway endpoint (s3, dynamodb) or a block of addresses.

locals {
  security_groups = {
    alb       = "Load balancer: from the internet, to the API"
    api       = "Tasks of the API: from the load balancer, to Kafka and endpoints"
    kafka     = "Brokers, and Lambda's pollers, which borrow the cluster's group"
    functions = "Functions in the VPC: to Kafka and DynamoDB"
    endpoints = "Interface endpoints of AWS services"
  }

  # In a VPC that exists, the cluster's own rules let pollers through, and the ways to AWS's services are not ours to
  # know.
  own_security_groups = { for name, description in local.security_groups : name => description
    if local.makes_network || (var.create_vpc && !contains(["kafka", "endpoints"], name))
  }
  security_group_ids = merge(
    { for name, group in aws_security_group.this : name => group.id },
    { for kafka in local.existing_kafka : "kafka" => kafka.security_group_id },
  )

  flows = concat(
    [for pair in setproduct(var.ingress_cidrs, var.enable_https ? [80, 443] : [80]) :
      { from = pair[0], to = "alb", port = pair[1] }
    ],
    var.oidc == null ? [] : [{ from = "alb", to = local.anywhere, port = 443 }], # the identity provider can be anywhere
    [
      { from = "alb", to = "api", port = local.api_port },
      { from = "api", to = "kafka", port = local.kafka_port },
      { from = "functions", to = "kafka", port = local.kafka_port },
    ],
    local.makes_network ? [
      { from = "api", to = "endpoints", port = 443 },
      { from = "api", to = "s3", port = 443 }, # an image's layers
      { from = "functions", to = "dynamodb", port = 443 },
      { from = "functions", to = "s3", port = 443 },             # the archive
      { from = "kafka", to = "kafka", port = local.kafka_port }, # pollers to brokers
      { from = "kafka", to = "endpoints", port = 443 },          # pollers to lambda, sts and sqs
      ] : [
      { from = "api", to = local.anywhere, port = 443 },
      { from = "functions", to = local.anywhere, port = 443 },
    ],
  )
  flows_by_name = { for flow in local.flows : "${flow.from}-${flow.to}-${flow.port}" => flow if var.create_vpc }
}

resource "aws_security_group" "this" {
  for_each = local.own_security_groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = local.vpc_id

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for name, flow in local.flows_by_name : name => flow if contains(keys(local.security_groups), flow.to) }

  security_group_id            = local.security_group_ids[each.value.to]
  referenced_security_group_id = lookup(local.security_group_ids, each.value.from, null)
  cidr_ipv4                    = contains(keys(local.security_groups), each.value.from) ? null : each.value.from
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = "from ${each.value.from}"
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = {
    for name, flow in local.flows_by_name : name => flow if contains(keys(local.security_groups), flow.from)
  }

  security_group_id            = local.security_group_ids[each.value.from]
  referenced_security_group_id = lookup(local.security_group_ids, each.value.to, null)
  prefix_list_id = one([
    for name, endpoint in aws_vpc_endpoint.gateway : endpoint.prefix_list_id if name == each.value.to
  ])
  cidr_ipv4   = each.value.to == local.anywhere ? local.anywhere : null
  ip_protocol = "tcp"
  from_port   = each.value.port
  to_port     = each.value.port
  description = "to ${each.value.to}"
}

resource "aws_default_security_group" "closed" { # the group that AWS gives to what names none: no rules
  count = local.makes_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = "${var.name}-default-closed" }
}
