# The network: public subnets for the load balancer alone, private ones for all that works, and no NAT gateway. What the
# private side needs of AWS it reaches by endpoints; there is no way from it to the internet.

locals {
  zone_names = data.aws_availability_zones.available.names
  zone_wish  = coalesce(var.zone_count, local.profile.zone_count)
  zone_count = (
    local.kafka_mode == "existing" ? length(flatten(local.existing_kafka[*].public_subnet_ids)) :
    local.zone_wish > 0 ? local.zone_wish :
    local.kafka_mode == "provisioned" ? max(2, min(3, length(local.zone_names))) : 2
  )
  zones = local.makes_network ? toset([
    for index in range(min(local.zone_count, length(local.zone_names))) : tostring(index)
  ]) : []

  has_ipam = var.ipam_pool_id != ""
  vpc_cidr = local.has_ipam ? one(aws_vpc.main[*].cidr_block) : var.vpc_cidr

  vpc_id = one(concat(aws_vpc.main[*].id, local.existing_kafka[*].vpc_id))
  private_subnet_ids = concat(
    [for zone in sort(local.zones) : aws_subnet.private[zone].id],
    flatten(local.existing_kafka[*].private_subnet_ids),
  )
  public_subnet_ids = concat(
    [for zone in sort(local.zones) : aws_subnet.public[zone].id],
    flatten(local.existing_kafka[*].public_subnet_ids),
  )

  # Each interface endpoint is paid by the hour and zone, so there are those that the chosen options need and no others.
  interface_endpoints = local.makes_network ? toset(concat(
    local.has_api ? ["ecr.api", "ecr.dkr", "logs"] : [],           # a task pulls its image and writes its log
    local.has_on_demand_pollers ? ["lambda", "sts"] : [],          # pollers in the VPC; provisioned ones need neither
    local.has_kafka && var.enable_on_failure_queue ? ["sqs"] : [], # Lambda's guide: the destination needs one too
  )) : []
  has_on_demand_pollers = local.has_kafka && local.provisioned_pollers == null

  # What may be asked stands in the roles; an endpoint's policy says by whom: this account, and the service that polls,
  # which comes as itself: https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html
  poller_actions = { lambda = "lambda:InvokeFunction", sts = "sts:AssumeRole", sqs = "sqs:SendMessage" }
  interface_endpoint_policies = { for endpoint in local.interface_endpoints : endpoint => jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Effect    = "Allow", Principal = "*", Action = "*", Resource = "*"
        Condition = { StringEquals = { "aws:PrincipalAccount" = local.account } }
      }],
      [for service, action in local.poller_actions : {
        Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = action, Resource = "*"
      } if service == endpoint],
    )
  }) }

  gateway_endpoints = local.makes_network ? toset(["s3", "dynamodb"]) : [] # free
}

resource "aws_vpc" "main" {
  count = local.makes_network ? 1 : 0

  cidr_block           = local.has_ipam ? null : var.vpc_cidr
  ipv4_ipam_pool_id    = local.has_ipam ? var.ipam_pool_id : null
  ipv4_netmask_length  = local.has_ipam ? var.ipam_netmask_length : null
  enable_dns_support   = true
  enable_dns_hostnames = true # endpoints answer to the services' usual names

  tags = { Name = var.name }

  lifecycle {
    precondition {
      condition     = length(local.zone_names) >= local.zone_count
      error_message = "${local.region} has ${length(local.zone_names)} zones with MSK and Fargate for this account and ${local.zone_count} are needed: set zone_count = 2, or take another region."
    }
  }
}

resource "aws_subnet" "private" {
  for_each = local.zones

  vpc_id            = aws_vpc.main[0].id
  cidr_block        = cidrsubnet(local.vpc_cidr, 4, tonumber(each.key))
  availability_zone = local.zone_names[tonumber(each.key)]

  tags = { Name = "${var.name}-private-${each.key}" }
}

resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id                  = aws_vpc.main[0].id
  cidr_block              = cidrsubnet(local.vpc_cidr, 4, 8 + tonumber(each.key))
  availability_zone       = local.zone_names[tonumber(each.key)]
  map_public_ip_on_launch = false # the load balancer brings its own addresses, and nothing else belongs here

  tags = { Name = "${var.name}-public-${each.key}" }
}

resource "aws_internet_gateway" "main" {
  count = local.makes_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  tags = { Name = var.name }
}

resource "aws_route_table" "public" {
  count = local.makes_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main[0].id
  }

  tags = { Name = "${var.name}-public" }
}

resource "aws_route_table" "private" {
  count = local.makes_network ? 1 : 0

  vpc_id = aws_vpc.main[0].id # no route but the local one and those that the gateway endpoints add

  tags = { Name = "${var.name}-private" }
}

resource "aws_route_table_association" "public" {
  for_each = local.zones

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_route_table_association" "private" {
  for_each = local.zones

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[0].id
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = local.gateway_endpoints

  vpc_id            = aws_vpc.main[0].id
  service_name      = "com.amazonaws.${local.region}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private[0].id]
  policy            = local.gateway_endpoint_policies[each.key]

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.interface_endpoints

  vpc_id              = aws_vpc.main[0].id
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = slice(local.private_subnet_ids, 0, local.endpoint_zone_count)
  security_group_ids  = [aws_security_group.this["endpoints"].id]
  private_dns_enabled = true

  policy = local.enable_endpoint_policies ? local.interface_endpoint_policies[each.key] : null

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_flow_log" "main" {
  count = local.has_flow_logs ? 1 : 0

  vpc_id                   = aws_vpc.main[0].id
  traffic_type             = "ALL"
  log_destination          = aws_cloudwatch_log_group.flow_logs[0].arn
  iam_role_arn             = aws_iam_role.workload["flow-logs"].arn
  max_aggregation_interval = 600

  tags = { Name = var.name }
}
