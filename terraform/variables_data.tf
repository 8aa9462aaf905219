# Stored data, and who hears of trouble and cost.

variable "enable_point_in_time_recovery" {
  description = "Keep 35 days of changes of the tables, to restore any second of them"
  type        = bool
  default     = null # as the profile says
}

variable "archive" {
  description = "Who writes every record to S3, from where scripts/replay.sh rebuilds the tables: function keeps records whole (without Kafka there are none), firehose their values only, none keeps nothing"
  type        = string
  default     = null # as the profile says

  validation {
    condition     = alltrue([for archive in var.archive[*] : contains(["function", "firehose", "none"], archive)])
    error_message = "archive must be function, firehose or none."
  }

  validation {
    condition     = coalesce(var.archive, local.profile.archive) != "firehose" || local.kafka_mode != "none"
    error_message = "archive = \"firehose\" needs topics to read: set kafka_mode to serverless or provisioned."
  }

  validation {
    condition = !(
      coalesce(var.archive, local.profile.archive) == "firehose" &&
      local.kafka_mode == "provisioned" &&
      local.kafka_instance_type == "kafka.t3.small"
    )
    error_message = "archive = \"firehose\": Firehose reads by MSK's private connectivity, which kafka.t3.small does not have; set archive = \"function\", or kafka_instance_type = \"kafka.m7g.large\"."
  }
}

variable "archive_window_s" {
  description = "Seconds in which the function archive gathers records for an object: fewer objects, and later"
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition = (
      var.archive_window_s >= 60 &&
      var.archive_window_s <= 300 &&
      floor(var.archive_window_s) == var.archive_window_s
    )
    error_message = "archive_window_s must be a whole number from 60 to 300."
  }
}

variable "archive_retention_days" {
  description = "Days until archived events are deleted; they move to cheaper storage after 30"
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition = (
      var.archive_retention_days >= 61 &&
      var.archive_retention_days <= 36500 &&
      floor(var.archive_retention_days) == var.archive_retention_days
    )
    error_message = "archive_retention_days must be a whole number from 61 to 36500: infrequent-access storage, used from day 30 on, charges 30 days at least."
  }
}

variable "enable_backup" {
  description = "Back the tables up daily by AWS Backup, beyond the 35 days of point-in-time recovery and out of reach of a deleted table"
  type        = bool
  default     = null # as the profile says
}

variable "backup_retention_days" {
  description = "Days a backup is kept"
  type        = number
  default     = 35
  nullable    = false

  validation {
    condition = (
      var.backup_retention_days >= 1 &&
      var.backup_retention_days <= 36500 &&
      floor(var.backup_retention_days) == var.backup_retention_days
    )
    error_message = "backup_retention_days must be a whole number from 1 to 36500."
  }
}

variable "alarm_emails" {
  description = "Who gets the alarms by e-mail; AWS asks each to confirm. Empty: alarms show on the dashboard only"
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    error_message = "alarm_emails must be e-mail addresses."
  }
}

variable "alarm_thresholds" {
  description = "What is too much: failed answers in five minutes, latency (p99, ms), unread records of a function"
  type = object({
    failed_answers = optional(number, 10)
    latency_ms     = optional(number, 1000)
    lag_records    = optional(number, 10000)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for threshold in var.alarm_thresholds : threshold > 0])
    error_message = "alarm_thresholds must be above 0."
  }
}

variable "budget_limit_usd" {
  description = "Monthly limit of the whole account's cost for the budget alarm; 0 = no budget"
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.budget_limit_usd >= 0
    error_message = "budget_limit_usd must be 0 (off) or more."
  }

  validation {
    condition     = (var.budget_limit_usd > 0) == (length(var.budget_emails) > 0)
    error_message = "budget_limit_usd and budget_emails go together: set both or neither."
  }
}

variable "budget_emails" {
  description = "Who hears when 80 % of the budget is spent or 100 % is forecast"
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition = (
      length(var.budget_emails) <= 10 &&
      alltrue([for email in var.budget_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    )
    error_message = "budget_emails must be at most ten e-mail addresses."
  }
}
