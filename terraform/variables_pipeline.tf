# Kafka, the functions and what lies between them.

variable "kafka_mode" {
  description = "serverless or provisioned Amazon MSK, an existing cluster (existing_kafka), or none, which saves the cost: the API then logs each event"
  type        = string
  default     = null # as the profile says

  validation {
    condition = alltrue([
      for mode in var.kafka_mode[*] : contains(["serverless", "provisioned", "existing", "none"], mode)
    ])
    error_message = "kafka_mode must be serverless, provisioned, existing or none."
  }
}

# Everything lives in the cluster's VPC then, and nothing of the VPC is made or changed but rules in the cluster's
# security group. README.md says what that VPC has to offer.
variable "existing_kafka" {
  description = "The MSK cluster of kafka_mode = \"existing\", in this account and region: its ARN, its brokers for IAM (aws kafka get-bootstrap-brokers: BootstrapBrokerStringSaslIam), its security group, its VPC, and subnets there; null: none"
  type = object({
    cluster_arn        = string
    bootstrap_servers  = string
    security_group_id  = string
    vpc_id             = string
    private_subnet_ids = list(string) # tasks and functions, a zone each
    public_subnet_ids  = list(string) # the load balancer
  })
  default = null # null is "off"

  validation {
    condition     = (local.kafka_mode == "existing") == (var.existing_kafka != null)
    error_message = "existing_kafka and kafka_mode = \"existing\" go together: set both or neither."
  }

  validation {
    condition = alltrue([for kafka in var.existing_kafka[*] :
      can(regex("^${local.arn}:kafka:${local.region}:${local.account}:cluster/[A-Za-z0-9-]+/[a-z0-9-]+$", kafka.cluster_arn))
    ])
    error_message = "existing_kafka.cluster_arn must be the ARN of an MSK cluster of account ${local.account} in ${local.region}: another's is not in reach of Lambda's pollers."
  }

  validation {
    condition = alltrue([for kafka in var.existing_kafka[*] :
      can(regex("^[a-z0-9.-]+:9098(,[a-z0-9.-]+:9098)*$", kafka.bootstrap_servers))
    ])
    error_message = "existing_kafka.bootstrap_servers must be those for IAM within the VPC, whose port is 9098, such as b-1.one.c1.kafka.eu-west-1.amazonaws.com:9098; if the cluster has none, turn IAM on in it."
  }

  validation {
    condition = alltrue([for kafka in var.existing_kafka[*] :
      can(regex("^vpc-[0-9a-f]+$", kafka.vpc_id)) && can(regex("^sg-[0-9a-f]+$", kafka.security_group_id)) &&
      alltrue([
        for id in concat(kafka.private_subnet_ids, kafka.public_subnet_ids) : can(regex("^subnet-[0-9a-f]+$", id))
      ])
    ])
    error_message = "existing_kafka: vpc_id, security_group_id and the subnets must be ids, such as vpc-0123, sg-0123 and subnet-0123."
  }

  validation {
    condition = alltrue(flatten([for kafka in var.existing_kafka[*] : [
      for ids in [kafka.private_subnet_ids, kafka.public_subnet_ids] :
      length(distinct(ids)) == length(ids) && length(ids) >= 2
    ]]))
    error_message = "existing_kafka: a load balancer and MSK need two zones: name at least two private and two public subnets, each once."
  }

  validation {
    condition     = var.existing_kafka == null || var.ipam_pool_id == ""
    error_message = "existing_kafka brings its own VPC, which needs no addresses: leave ipam_pool_id empty."
  }
}

variable "kafka_version" {
  description = "Apache Kafka version of a provisioned cluster, as MSK names it: .kraft ones keep their metadata themselves, older ones in ZooKeeper"
  type        = string
  default     = "3.9.x.kraft"
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.(x|[0-9]+)(\\.[0-9]+|-tiered)?(\\.kraft)?$", var.kafka_version))
    error_message = "kafka_version must be one that MSK lists, such as 3.9.x.kraft or 4.0.x.kraft."
  }

  validation { # https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html
    condition     = !can(regex("^([0-2]\\.|3\\.[0-6]\\.)", var.kafka_version))
    error_message = "MSK ended its support of this kafka_version (3.5 on 2025-10-23, 3.6 on 2026-06-01) and upgrades such clusters unasked: take 3.9.x.kraft or newer."
  }

  validation {
    condition     = !can(regex("^([4-9]|[1-9][0-9])\\.", var.kafka_version)) || endswith(var.kafka_version, ".kraft")
    error_message = "From Kafka 4.0 on there is no ZooKeeper: write kafka_version with .kraft, such as 4.0.x.kraft."
  }
}

variable "kafka_instance_type" {
  description = "Broker size of a provisioned cluster: kafka.… are standard brokers, express.… those without disks to size"
  type        = string
  default     = null # as the profile says

  validation {
    condition = alltrue([
      for type in var.kafka_instance_type[*] : can(regex("^(kafka|express)\\.[a-z0-9]+\\.[a-z0-9]+$", type))
    ])
    error_message = "kafka_instance_type must be one of MSK's brokers, such as kafka.t3.small, kafka.m7g.large or express.m7g.large."
  }

  validation {
    condition = (
      local.kafka_mode != "provisioned" || local.zone_count == 3 ||
      !startswith(coalesce(var.kafka_instance_type, local.profile.kafka_instance_type), "express.")
    )
    error_message = "Express brokers keep three copies in three zones: set zone_count = 3, or take a standard broker, such as kafka.m7g.large."
  }
}

variable "kafka_volume_gb" {
  description = "Disk of each standard broker of a provisioned cluster in GiB"
  type        = number
  default     = null # as the profile says

  validation {
    condition = alltrue([
      for value in var.kafka_volume_gb[*] : value >= 1 && value <= 16384 && floor(value) == value
    ])
    error_message = "kafka_volume_gb must be a whole number from 1 to 16384."
  }
}

variable "kafka_partitions" {
  description = "Partitions of each topic when the API first creates it"
  type        = number
  default     = null # as the profile says

  validation {
    condition = alltrue([
      for value in var.kafka_partitions[*] : value >= 1 && value <= 100 && floor(value) == value
    ])
    error_message = "kafka_partitions must be a whole number from 1 to 100."
  }
}

variable "function_package" {
  description = "The functions' zip, made by make build"
  type        = string
  default     = "../consumer/target/function.zip"
  nullable    = false
}

variable "layer_package" {
  description = "The zip of the enrichment function's Kafka layer, made by make build"
  type        = string
  default     = "../consumer/target/layer.zip"
  nullable    = false
}

variable "function_memory_mb" {
  description = "Memory of each function in MiB; CPU grows with it, to one vCPU at 1769"
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition = (
      var.function_memory_mb >= 256 &&
      var.function_memory_mb <= 10240 &&
      floor(var.function_memory_mb) == var.function_memory_mb
    )
    error_message = "function_memory_mb must be a whole number from 256 to 10240: a JVM with a Kafka client does not fit into less."
  }
}

variable "function_timeout_s" {
  description = "Seconds a batch may take"
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.function_timeout_s >= 30 && var.function_timeout_s <= 840
    error_message = "function_timeout_s must be from 30 to 840: the enrichment waits up to 20 s for Kafka, and event source mappings of Kafka allow 14 minutes."
  }
}

variable "functions_in_vpc" {
  description = "Put events and queries into the VPC too; a destroy then waits up to 20 minutes for their network interfaces"
  type        = bool
  default     = false
  nullable    = false
}

variable "enable_snap_start" {
  description = "Start the functions from a snapshot instead of a cold JVM; free for Java"
  type        = bool
  default     = true
  nullable    = false
}

variable "reserved_concurrency" {
  description = "Concurrent executions kept for a function and its limit at once, such as { events = 5 }; -1 and those not named share the account's. New accounts have 10 in all and can reserve none"
  type        = map(number)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(var.reserved_concurrency), keys(local.pipeline.functions))) == 0
    error_message = "reserved_concurrency: the functions are ${join(", ", keys(local.pipeline.functions))}."
  }

  validation {
    condition     = alltrue([for function, count in var.reserved_concurrency : count >= -1 && floor(count) == count])
    error_message = "reserved_concurrency must be -1 (shared), 0 (stopped) or more, in whole numbers."
  }
}

variable "idempotency_ttl_s" {
  description = "Seconds in which a repeated Idempotency-Key is not counted again"
  type        = number
  default     = 86400
  nullable    = false

  validation {
    condition     = var.idempotency_ttl_s >= 3600 && var.idempotency_ttl_s <= 31536000
    error_message = "idempotency_ttl_s must be from 3600 (an hour) to 31536000 (a year)."
  }
}

variable "timestamp_shards" {
  description = "Over how many partition keys the timestamps of a day are spread; each takes 1,000 a second. It may grow at any time and must never shrink: the API would no longer show what lies beyond"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.timestamp_shards >= 1 &&
      var.timestamp_shards <= 128 &&
      floor(var.timestamp_shards) == var.timestamp_shards
    )
    error_message = "timestamp_shards must be a whole number from 1 to 128."
  }
}

variable "batch_size" {
  description = "Records in one invocation at most"
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 10000 && floor(var.batch_size) == var.batch_size
    error_message = "batch_size must be a whole number from 1 to 10000."
  }
}

variable "batch_window_s" {
  description = "Seconds to gather records before an invocation"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.batch_window_s >= 0 &&
      var.batch_window_s <= 300 &&
      floor(var.batch_window_s) == var.batch_window_s
    )
    error_message = "batch_window_s must be a whole number from 0 to 300."
  }
}

variable "starting_position" {
  description = "Where a new mapping starts to read: TRIM_HORIZON (oldest), LATEST or AT_TIMESTAMP"
  type        = string
  default     = "TRIM_HORIZON"
  nullable    = false

  validation {
    condition     = contains(["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"], var.starting_position)
    error_message = "starting_position must be TRIM_HORIZON, LATEST or AT_TIMESTAMP."
  }

  validation {
    condition     = (var.starting_position == "AT_TIMESTAMP") == (var.starting_position_timestamp != "")
    error_message = "starting_position = \"AT_TIMESTAMP\" and starting_position_timestamp go together: set both or neither."
  }
}

variable "starting_position_timestamp" {
  description = "The time for AT_TIMESTAMP, such as 2026-11-21T03:00:00Z"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.starting_position_timestamp == "" || can(timeadd(var.starting_position_timestamp, "0s"))
    error_message = "starting_position_timestamp must be an RFC 3339 time, such as 2026-11-21T03:00:00Z."
  }
}

variable "filter_patterns" {
  description = "Which records to read, by topic: up to five patterns of Lambda event filtering as JSON, such as { events = [\"{\\\"value\\\":{\\\"movieId\\\":[{\\\"exists\\\":true}]}}\"] }"
  type        = map(list(string))
  default     = {}
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(var.filter_patterns), local.topics)) == 0
    error_message = "filter_patterns: the topics are ${join(", ", local.topics)}."
  }

  validation {
    condition = alltrue([
      for patterns in var.filter_patterns :
      length(patterns) <= 5 && alltrue([for pattern in patterns : can(jsondecode(pattern))])
    ])
    error_message = "filter_patterns: each topic takes at most five patterns, and each pattern must be JSON."
  }
}

variable "enable_mappings" {
  description = "Read from the topics; false pauses the functions and loses nothing, since Kafka keeps the records"
  type        = bool
  default     = true
  nullable    = false
}

variable "enable_on_failure_queue" {
  description = "Send a batch that Lambda gave up on to SQS (topic, partition and offsets) and go on with the next; false blocks its partition until it succeeds or expires"
  type        = bool
  default     = true
  nullable    = false
}

variable "provisioned_pollers" {
  description = "Provisioned mode of the event source mappings: dedicated pollers, paid by the hour, and with them partial batch responses, bisection and limits on retries; null = on demand. attempts: -1 would mean 10 with an on-failure queue"
  type = object({
    minimum      = optional(number, 1)
    maximum      = optional(number, 2)
    bisect       = optional(bool, true)
    attempts     = optional(number, 10000)
    record_age_s = optional(number, -1)
  })
  default = null # null is "off"

  validation {
    condition = (
      local.kafka_mode != "none" ||
      alltrue([for pollers in var.provisioned_pollers[*] : pollers.minimum == 0])
    )
    error_message = "provisioned_pollers needs topics to poll: set kafka_mode to serverless, provisioned or existing, or provisioned_pollers = { minimum = 0 }."
  }

  validation {
    condition = alltrue([for pollers in var.provisioned_pollers[*] :
      pollers.minimum >= 0 && pollers.minimum <= 200 && pollers.maximum >= pollers.minimum && pollers.maximum <= 2000
    ])
    error_message = "provisioned_pollers: minimum must be from 1 to 200, or 0 for on demand, maximum from minimum to 2000."
  }

  validation {
    condition = alltrue([for pollers in var.provisioned_pollers[*] :
      pollers.attempts >= -1 && pollers.attempts <= 10000 &&
      (pollers.record_age_s == -1 || (pollers.record_age_s >= 60 && pollers.record_age_s <= 604800))
    ])
    error_message = "provisioned_pollers: attempts must be from -1 (for ever) to 10000, record_age_s -1 (for ever) or from 60 to 604800."
  }
}

variable "test_event_registry" {
  description = "The registry lambda-testevent-schemas of shareable test events, one per account and region: create it, import one that exists (a destroy removes it), share one that others own, or none"
  type        = string
  default     = "create"
  nullable    = false

  validation {
    condition     = contains(["create", "import", "share", "none"], var.test_event_registry)
    error_message = "test_event_registry must be create, import, share or none."
  }
}
