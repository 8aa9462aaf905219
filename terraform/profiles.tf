# One word instead of twenty switches. A profile gives each switch below a value; whatever the user sets himself wins.
# README.md says what a profile costs an hour and what it gives up, and tests/profile.tftest.hcl holds it to that.

locals {
  profiles = {
    # To look around and to teach: the whole pipeline, on the smallest brokers. A zone may take a broker and with it the
    # last second copy; Spot may stop the only task for a minute; no archive, no restore, no logs of connections and
    # requests.
    learn = merge(local.common, {
      kafka_mode                    = "provisioned"
      zone_count                    = 2
      desired_count                 = 1
      on_demand_base                = 0
      archive                       = "none"
      enable_point_in_time_recovery = false
      enable_flow_logs              = false
      enable_access_logs            = false
      force_destroy                 = true
    })

    # A service with few users, most of whose price is Kafka without servers. Endpoints are in one zone, whose loss
    # stops new tasks and pollers; deletion is not refused.
    small = local.common

    # A service that others rely on: three zones, two of three brokers have a record before its 2xx, dedicated pollers
    # report single records. What is left to set: host_name or certificate_arn, alarm_emails and a budget.
    production = merge(local.common, {
      kafka_mode               = "provisioned"
      kafka_instance_type      = "kafka.m7g.large"
      kafka_volume_gb          = 100
      kafka_partitions         = 12
      zone_count               = 3
      endpoint_zone_count      = 3
      desired_count            = 3
      max_count                = 12
      on_demand_base           = 2
      provisioned_pollers      = { minimum = 1, maximum = 8, bisect = true, attempts = 10000, record_age_s = -1 }
      deletion_protection      = true
      enable_backup            = true
      enable_kms_key           = true
      enable_endpoint_policies = true
      enable_waf               = true
      waf_managed_rules        = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"]
      enable_waf_logs          = true
    })
  }

  common = {
    kafka_mode                    = "serverless"
    kafka_instance_type           = "kafka.t3.small"
    kafka_volume_gb               = 10
    kafka_partitions              = 3
    zone_count                    = 0
    endpoint_zone_count           = 1
    desired_count                 = 2
    max_count                     = 4
    on_demand_base                = 1
    provisioned_pollers           = null
    archive                       = "function"
    enable_point_in_time_recovery = true
    enable_backup                 = false
    enable_flow_logs              = true
    enable_access_logs            = true
    enable_kms_key                = false
    enable_endpoint_policies      = false
    enable_waf                    = false
    waf_managed_rules             = []
    enable_waf_logs               = false
    deletion_protection           = false
    force_destroy                 = false
  }

  profile = local.profiles[var.profile]
}

# The switches as they are in force: everything else reads these, never the variable. A local each, and not one object,
# because a validation may then ask for another switch without waiting for itself.
locals {
  kafka_mode                    = coalesce(var.kafka_mode, local.profile.kafka_mode)
  kafka_instance_type           = coalesce(var.kafka_instance_type, local.profile.kafka_instance_type)
  kafka_volume_gb               = coalesce(var.kafka_volume_gb, local.profile.kafka_volume_gb)
  kafka_partitions              = coalesce(var.kafka_partitions, local.profile.kafka_partitions)
  endpoint_zone_count           = coalesce(var.endpoint_zone_count, local.profile.endpoint_zone_count)
  desired_count                 = coalesce(var.desired_count, local.profile.desired_count)
  max_count                     = coalesce(var.max_count, local.profile.max_count)
  on_demand_base                = coalesce(var.on_demand_base, local.profile.on_demand_base)
  archive                       = coalesce(var.archive, local.profile.archive)
  enable_point_in_time_recovery = coalesce(var.enable_point_in_time_recovery, local.profile.enable_point_in_time_recovery)
  enable_backup                 = coalesce(var.enable_backup, local.profile.enable_backup)
  enable_flow_logs              = coalesce(var.enable_flow_logs, local.profile.enable_flow_logs)
  enable_access_logs            = coalesce(var.enable_access_logs, local.profile.enable_access_logs)
  enable_kms_key                = coalesce(var.enable_kms_key, local.profile.enable_kms_key)
  enable_endpoint_policies      = coalesce(var.enable_endpoint_policies, local.profile.enable_endpoint_policies)
  enable_waf                    = coalesce(var.enable_waf, local.profile.enable_waf)
  waf_managed_rules             = coalesce(var.waf_managed_rules, local.profile.waf_managed_rules)
  enable_waf_logs               = coalesce(var.enable_waf_logs, local.profile.enable_waf_logs)
  deletion_protection           = coalesce(var.deletion_protection, local.profile.deletion_protection)
  force_destroy                 = coalesce(var.force_destroy, local.profile.force_destroy)

  # Null is "on demand"; so is a minimum of 0, by which a user switches off what the profile switches on.
  chosen_pollers = var.provisioned_pollers != null ? var.provisioned_pollers : local.profile.provisioned_pollers
  provisioned_pollers = one([
    for pollers in local.chosen_pollers[*] : pollers if pollers.minimum > 0 && local.has_kafka
  ])
}
