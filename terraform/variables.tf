# The project as a whole and its network. The API's settings are in variables_api.tf, those of Kafka and the functions
# in variables_pipeline.tf, those of data, alarms and budgets in variables_data.tf.

variable "name" {
  description = "Prefix of every resource's name and value of the tag Project; two stacks in one account need two names"
  type        = string
  default     = "plainstream"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name)) && !strcontains(var.name, "--")
    error_message = "name must have 3 to 20 characters of a-z, 0-9 and single hyphens, start with a letter and not end with a hyphen."
  }

  validation { # by Systems Manager, load balancers and S3, in this order
    condition     = !can(regex("^(aws|ssm|internal-|sthree-|amzn-s3-demo-)", var.name))
    error_message = "name must not begin with aws, ssm, internal-, sthree- or amzn-s3-demo-: AWS keeps these for itself."
  }
}

variable "profile" {
  description = "learn, small or production: the values of all switches that are not set; README.md has their prices"
  type        = string
  default     = "small"
  nullable    = false

  validation {
    condition     = contains(["learn", "small", "production"], var.profile)
    error_message = "profile must be learn, small or production."
  }
}

variable "tags" {
  description = "More tags for every resource"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = !contains(keys(var.tags), "Project")
    error_message = "tags must not set Project: it is the stack's name, by which scripts/destroy.sh finds what is left."
  }
}

variable "cpu_architecture" {
  description = "Processor of the API's tasks and of the functions; ARM64 costs a fifth less"
  type        = string
  default     = "ARM64"
  nullable    = false

  validation {
    condition     = contains(["ARM64", "X86_64"], var.cpu_architecture)
    error_message = "cpu_architecture must be ARM64 or X86_64."
  }
}

variable "log_level" {
  description = "What the API and the functions log"
  type        = string
  default     = "INFO"
  nullable    = false

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARNING", "ERROR"], var.log_level)
    error_message = "log_level must be TRACE, DEBUG, INFO, WARNING or ERROR."
  }
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps logs"
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653],
      var.log_retention_days,
    )
    error_message = "log_retention_days must be one that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827 or 3653."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the tables and the load balancer; turn it off and apply before destroying"
  type        = bool
  default     = null # as the profile says

  validation {
    condition     = !(coalesce(var.deletion_protection, local.profile.deletion_protection) && local.force_destroy)
    error_message = "deletion_protection and force_destroy contradict each other: set one of them to false."
  }
}

variable "force_destroy" {
  description = "Let a destroy delete buckets, the image repository and the backup vault with all they hold"
  type        = bool
  default     = null # as the profile says
}

variable "create_vpc" {
  description = "Make the network and what lives in it (with kafka_mode = \"existing\" the latter alone); false leaves the repository, tables and functions, which cost nothing at rest"
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.create_vpc || local.kafka_mode == "none"
    error_message = "A Kafka cluster lives in the VPC: set kafka_mode = \"none\" too, or create_vpc = true."
  }

  validation {
    condition     = var.create_vpc || local.desired_count == 0
    error_message = "The API's tasks live in the VPC: set desired_count = 0 too, or create_vpc = true."
  }

  validation {
    condition     = var.create_vpc || !var.functions_in_vpc
    error_message = "There is no VPC to put functions in: set functions_in_vpc = false, or create_vpc = true."
  }

  validation {
    condition     = var.create_vpc || !(local.enable_waf || var.enable_https || var.oidc != null)
    error_message = "Without a VPC there is no load balancer: set enable_waf and enable_https to false and oidc to null, or create_vpc = true."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the VPC; each subnet takes a sixteenth"
  type        = string
  default     = "10.42.0.0/16"
  nullable    = false

  validation {
    condition = (
      can(cidrnetmask(var.vpc_cidr)) &&
      try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 23, false)
    )
    error_message = "vpc_cidr must be an IPv4 block from /16 to /23: smaller ones leave a subnet too few addresses for a load balancer and MSK."
  }
}

variable "zone_count" {
  description = "Availability zones in use; a provisioned cluster has a broker in each and keeps as many copies, and with 3 a record is on 2 disks before its 2xx. 0: 2, and for a provisioned cluster 3 where the region has them"
  type        = number
  default     = null # as the profile says

  validation {
    condition     = alltrue([for count in var.zone_count[*] : contains([0, 2, 3], count)])
    error_message = "zone_count must be 2 or 3, or 0 to choose by kafka_mode: a load balancer and MSK need two zones."
  }
}

variable "endpoint_zone_count" {
  description = "Zones with network interfaces of the VPC endpoints, each paid by the hour; 1 is the cheapest, zone_count survives the loss of a zone"
  type        = number
  default     = null # as the profile says

  validation {
    condition = contains(
      range(1, local.zone_count + 1),
      coalesce(var.endpoint_zone_count, local.profile.endpoint_zone_count),
    )
    error_message = "endpoint_zone_count must be a whole number from 1 to zone_count."
  }
}

variable "enable_flow_logs" {
  description = "Log the VPC's connections, accepted and rejected"
  type        = bool
  default     = null # as the profile says
}

variable "ingress_cidrs" {
  description = "Who may reach the load balancer"
  type        = set(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = length(var.ingress_cidrs) > 0 && alltrue([for cidr in var.ingress_cidrs : can(cidrnetmask(cidr))])
    error_message = "ingress_cidrs must hold at least one IPv4 block, such as [\"203.0.113.7/32\"]."
  }

  validation {
    condition     = length(var.ingress_cidrs) <= 25
    error_message = "ingress_cidrs must hold at most 25 blocks: a security group takes 60 rules, and each block needs one per port."
  }
}
