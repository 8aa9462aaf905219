# What an organisation asks for beyond the pipeline itself. All of it is off by default.

variable "permissions_boundary_arn" {
  description = "Policy that bounds every role of the stack, where an account demands one; empty: none"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition = (
      var.permissions_boundary_arn == "" ||
      can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/.+$", var.permissions_boundary_arn))
    )
    error_message = "permissions_boundary_arn must be empty or the ARN of an IAM policy."
  }
}

variable "allowed_regions" {
  description = "Regions in which this stack may be deployed; empty: any. A guard against a wrong AWS_REGION"
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.allowed_regions) == 0 || contains(var.allowed_regions, local.region)
    error_message = "AWS_REGION is not in allowed_regions: set it to one of ${join(", ", var.allowed_regions)}."
  }
}

variable "enable_kms_key" {
  description = "Encrypt tables, queue, alarms, logs, archive and a provisioned cluster made with it by a key of your own: its use can be seen and stopped; 1 USD a month and 0.03 for 10,000 uses"
  type        = bool
  default     = null # as the profile says
}

variable "dns_zone_id" {
  description = "Public hosted zone of Route 53 in which host_name gets its record and its certificate is proved; empty: none"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.dns_zone_id == "" || can(regex("^Z[A-Z0-9]{1,31}$", var.dns_zone_id))
    error_message = "dns_zone_id must be empty or a hosted zone's id, such as Z0123456789ABCDEFGHIJ."
  }

  validation {
    condition     = var.dns_zone_id == "" || (var.host_name != "" && var.certificate_arn == "")
    error_message = "dns_zone_id brings a certificate for a name of the load balancer: set host_name, and leave certificate_arn empty."
  }
}

variable "waf_managed_rules" {
  description = "AWS's rule groups for WAF, in order, such as [\"AWSManagedRulesCommonRuleSet\", \"AWSManagedRulesKnownBadInputsRuleSet\"]; 1 USD a month each"
  type        = list(string)
  default     = null # as the profile says

  validation {
    condition     = length(coalesce(var.waf_managed_rules, local.profile.waf_managed_rules)) == 0 || local.enable_waf
    error_message = "waf_managed_rules need WAF: set enable_waf = true."
  }

  validation {
    condition = (
      length(distinct(coalesce(var.waf_managed_rules, []))) == length(coalesce(var.waf_managed_rules, [])) &&
      alltrue([for rule in coalesce(var.waf_managed_rules, []) : can(regex("^AWSManagedRules[A-Za-z0-9]+$", rule))])
    )
    error_message = "waf_managed_rules must be names of AWS's rule groups, each once, such as AWSManagedRulesCommonRuleSet."
  }
}

variable "enable_waf_logs" {
  description = "Log each request that WAF looked at for log_retention_days, without its authorization header"
  type        = bool
  default     = null # as the profile says

  validation {
    condition     = !coalesce(var.enable_waf_logs, local.profile.enable_waf_logs) || local.enable_waf
    error_message = "enable_waf_logs needs WAF: set enable_waf = true."
  }
}

variable "enable_endpoint_policies" {
  description = "Let the interface endpoints serve this account's principals only, so that nothing inside can carry data out with another account's credentials"
  type        = bool
  default     = null # as the profile says
}

variable "ipam_pool_id" {
  description = "Pool of IPAM that gives the VPC its addresses, instead of vpc_cidr; empty: none"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.ipam_pool_id == "" || can(regex("^ipam-pool-[0-9a-f]+$", var.ipam_pool_id))
    error_message = "ipam_pool_id must be empty or the id of a pool, such as ipam-pool-0123456789abcdef0."
  }
}

variable "ipam_netmask_length" {
  description = "Size of the block that the VPC takes from ipam_pool_id"
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition = (
      var.ipam_netmask_length >= 16 &&
      var.ipam_netmask_length <= 23 &&
      floor(var.ipam_netmask_length) == var.ipam_netmask_length
    )
    error_message = "ipam_netmask_length must be from 16 to 23: smaller blocks leave a subnet too few addresses for a load balancer and MSK."
  }
}

variable "replica_regions" {
  description = "Regions that hold a copy of every table (DynamoDB global tables), seconds behind; README.md says what a second region needs beyond that"
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.replica_regions) == 0 || var.replica_of == ""
    error_message = "replica_regions are the stack's that owns the tables: leave them empty where replica_of is set."
  }

  validation {
    condition     = !contains(var.replica_regions, local.region)
    error_message = "replica_regions must not hold the stack's own region."
  }

  validation {
    condition     = length(var.replica_regions) == 0 || !local.enable_kms_key
    error_message = "replica_regions and enable_kms_key do not go together: a key lives in one region."
  }
}

variable "replica_of" {
  description = "Name of the stack in another region whose replica_regions hold this one: its tables are read here and none are made; empty: tables of its own"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.replica_of == "" || can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.replica_of))
    error_message = "replica_of must be empty or the name of a stack."
  }

  validation { # roles have one name in all regions
    condition     = var.replica_of != var.name
    error_message = "replica_of names another stack: give this one a name of its own."
  }

  validation { # without Kafka the API answers 202 and only logs
    condition     = var.replica_of == "" || local.kafka_mode != "none" || local.desired_count == 0
    error_message = "replica_of without Kafka serves reads alone, or writes would be accepted and lost: set desired_count = 0."
  }
}

variable "dns_failover" {
  description = "Part that this stack plays for host_name in dns_zone_id: primary, as long as a health check of Route 53 gets answers of the read side (1.50 USD a month), secondary, otherwise, or empty: alone"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = contains(["", "primary", "secondary"], var.dns_failover)
    error_message = "dns_failover must be primary, secondary or empty."
  }

  validation {
    condition     = var.dns_failover == "" || var.dns_zone_id != ""
    error_message = "dns_failover is for a name in Route 53: set dns_zone_id and host_name."
  }

  validation {
    condition     = var.dns_failover != "primary" || contains(var.ingress_cidrs, "0.0.0.0/0")
    error_message = "dns_failover = \"primary\": Route 53 asks from addresses of its own all over the world, so that ingress_cidrs must hold 0.0.0.0/0."
  }
}
