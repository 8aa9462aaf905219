# A second, coarser line behind the security groups: the rules of a whole subnet. They know no connections, so the way
# back has rules of its own (the ephemeral ports).

locals {
  anywhere        = "0.0.0.0/0"
  ephemeral_ports = { from = 1024, to = 65535 }

  network_acls = {
    public = {
      subnet_ids = local.public_subnet_ids
      ingress = concat(
        [{ from = 80, to = 80, cidr = local.anywhere }, { from = 443, to = 443, cidr = local.anywhere }],
        # The identity provider's answers.
        var.oidc == null ? [] : [merge(local.ephemeral_ports, { cidr = local.anywhere })],
      )
      egress = concat(
        [merge(local.ephemeral_ports, { cidr = local.anywhere })], # answers to clients
        var.oidc == null ? [] : [{ from = 443, to = 443, cidr = local.anywhere }],
      )
    }
    private = {
      subnet_ids = local.private_subnet_ids
      # Answers of S3 and DynamoDB, whose addresses are public.
      ingress = [merge(local.ephemeral_ports, { cidr = local.anywhere })]
      # To S3 and DynamoDB: no route leads elsewhere.
      egress = [{ from = 443, to = 443, cidr = local.anywhere }]
    }
  }
}

resource "aws_network_acl" "this" {
  for_each = local.makes_network ? local.network_acls : {}

  vpc_id     = aws_vpc.main[0].id
  subnet_ids = each.value.subnet_ids

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    cidr_block = local.vpc_cidr
    from_port  = 0
    to_port    = 0
  }

  dynamic "ingress" {
    for_each = each.value.ingress
    content {
      rule_no    = 110 + 10 * ingress.key
      action     = "allow"
      protocol   = "tcp"
      cidr_block = ingress.value.cidr
      from_port  = ingress.value.from
      to_port    = ingress.value.to
    }
  }

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    cidr_block = local.vpc_cidr
    from_port  = 0
    to_port    = 0
  }

  dynamic "egress" {
    for_each = each.value.egress
    content {
      rule_no    = 110 + 10 * egress.key
      action     = "allow"
      protocol   = "tcp"
      cidr_block = egress.value.cidr
      from_port  = egress.value.from
      to_port    = egress.value.to
    }
  }

  tags = { Name = "${var.name}-${each.key}" }
}
