# What the stack costs an hour at rest, from list prices of us-east-1. Requests, data and storage come on top, and other
# regions are up to a third dearer: an estimate to decide by, not a bill. README.md beside this has the same figures as
# a table. Fargate's prices are of March 2026 and the endpoints' of May 2026; the others are AWS's list prices of 2025.

locals {
  price_region = "us-east-1"
  price_date   = "2026-03"

  price = { # USD an hour
    msk_serverless_cluster = 0.75
    msk_partition          = 0.0015
    msk_broker = {
      "kafka.t3.small"     = 0.0456
      "kafka.m5.large"     = 0.21
      "kafka.m7g.large"    = 0.204
      "kafka.m7g.xlarge"   = 0.408
      "express.m7g.large"  = 0.408
      "express.m7g.xlarge" = 0.816
    }
    msk_volume_gb  = 0.10 / 730
    load_balancer  = 0.0225
    public_address = 0.005
    endpoint       = 0.01
    vcpu           = { ARM64 = 0.03238, X86_64 = 0.04048 }
    memory_gb      = { ARM64 = 0.00356, X86_64 = 0.004445 }
    spot_share     = 0.3 # Spot was about 70 % below on-demand
    waf            = (5 + 1) / 730
    waf_rule       = 1 / 730
    key            = 1 / 730
    health_check   = (0.50 + 1) / 730 # of something on AWS, by HTTPS
    alarm          = 0.10 / 730
    dashboard      = 3 / 730
    poller_unit    = 0.185
  }

  task_price = (
    var.task_cpu / 1024 * local.price.vcpu[var.cpu_architecture] +
    var.task_memory_mb / 1024 * local.price.memory_gb[var.cpu_architecture]
  )

  # Tasks at their full price, and those that Spot makes cheaper.
  base_tasks = min(local.on_demand_base, local.desired_count)
  other_tasks = (
    (local.desired_count - local.base_tasks) *
    (var.on_demand_percent + (100 - var.on_demand_percent) * local.price.spot_share) / 100
  )

  msk_serverless_price = local.price.msk_serverless_cluster + local.price.msk_partition * (
    length(local.topics) * local.kafka_partitions
  )
  msk_broker_price = (
    lookup(local.price.msk_broker, local.kafka_instance_type, 0) +
    (local.has_express_brokers ? 0 : local.kafka_volume_gb * local.price.msk_volume_gb)
  )

  hourly_costs = { for item, usd in {
    kafka = (
      local.kafka_mode == "serverless" ? local.msk_serverless_price :
      local.kafka_mode == "provisioned" ? local.zone_count * local.msk_broker_price : 0
    )
    pollers = local.provisioned_pollers == null ? 0 : (
      length(local.mappings) * ceil(local.provisioned_pollers.minimum / 4) * local.price.poller_unit
    )
    api           = local.has_api ? (local.base_tasks + local.other_tasks) * local.task_price : 0
    load_balancer = var.create_vpc ? local.price.load_balancer + local.zone_count * local.price.public_address : 0
    endpoints     = length(local.interface_endpoints) * local.endpoint_zone_count * local.price.endpoint
    waf           = local.enable_waf ? local.price.waf + length(local.waf_managed_rules) * local.price.waf_rule : 0
    health_check  = var.dns_failover == "primary" ? local.price.health_check : 0
    key           = local.enable_kms_key ? local.price.key : 0
    watch         = length(local.alarms) * local.price.alarm + local.price.dashboard
  } : item => format("%.4f", usd) }
}
