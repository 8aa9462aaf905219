# A service that others rely on: about 1.99 USD an hour. Three zones, two of three brokers have a record before its 2xx, and
# dedicated pollers report single records. Given up: nothing but money; set host_name or certificate_arn, alarm_emails and a budget.
#   cp terraform/profiles/production.tfvars terraform/terraform.tfvars

kafka_mode               = "provisioned"
kafka_instance_type      = "kafka.m7g.large"
kafka_volume_gb          = 100
kafka_partitions         = 12
zone_count               = 3
endpoint_zone_count      = 3
desired_count            = 3
max_count                = 12
on_demand_base           = 2
provisioned_pollers      = { minimum = 1, maximum = 8 }
deletion_protection      = true
enable_backup            = true
enable_kms_key           = true
enable_endpoint_policies = true
enable_waf               = true
waf_managed_rules        = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"]
enable_waf_logs          = true
tags                     = { Profile = "production" }
