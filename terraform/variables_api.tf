# The API and the load balancer before it.

variable "image_tag" {
  description = "Tag of the API's image in the repository; tags are immutable, so each build has its own"
  type        = string
  default     = "1.0.0"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$", var.image_tag))
    error_message = "image_tag must be a container image tag: 1 to 128 of A-Z, a-z, 0-9, dot, hyphen and underscore."
  }
}

variable "import_ecr_repository" {
  description = "Take over the repository NAME-api that exists already, instead of creating it; destroying the stack then destroys it"
  type        = bool
  default     = false
  nullable    = false
}

variable "desired_count" {
  description = "Tasks of the API at rest, spread over the zones; 0 removes the service and the endpoints that only it needs"
  type        = number
  default     = null # as the profile says

  validation {
    condition     = contains(range(0, local.max_count + 1), coalesce(var.desired_count, local.profile.desired_count))
    error_message = "desired_count must be a whole number from 0 to max_count: raise max_count too."
  }
}

variable "max_count" {
  description = "Tasks of the API at most; the scaling stops there"
  type        = number
  default     = null # as the profile says

  validation {
    condition     = alltrue([for value in var.max_count[*] : value >= 1 && value <= 100 && floor(value) == value])
    error_message = "max_count must be a whole number from 1 to 100."
  }
}

variable "task_cpu" {
  description = "CPU units of a task; 1024 are one vCPU"
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096], var.task_cpu)
    error_message = "task_cpu must be 256, 512, 1024, 2048 or 4096."
  }
}

variable "task_memory_mb" {
  description = "Memory of a task in MiB"
  type        = number
  default     = 1024
  nullable    = false

  validation { # Fargate sells these pairs only: 2 to 8 GiB for each vCPU, and three steps for the smallest
    condition = var.task_cpu == 256 ? contains([512, 1024, 2048], var.task_memory_mb) : (
      var.task_memory_mb % 1024 == 0 &&
      var.task_memory_mb >= 2 * var.task_cpu &&
      var.task_memory_mb <= (var.task_cpu == 4096 ? 30720 : 8 * var.task_cpu)
    )
    error_message = "task_memory_mb must suit task_cpu: 512, 1024 or 2048 with 256; otherwise whole GiB from 2 to 8 times task_cpu (at most 30720)."
  }
}

variable "wait_for_service" {
  description = "End an apply only when the service is stable, and make the mappings after that; false for an emulator, which runs no tasks"
  type        = bool
  default     = true
  nullable    = false
}

variable "on_demand_base" {
  description = "Tasks that are always on on-demand Fargate, so that the service outlives a Spot shortage"
  type        = number
  default     = null # as the profile says

  validation {
    condition     = alltrue([for value in var.on_demand_base[*] : value >= 0 && value <= 100 && floor(value) == value])
    error_message = "on_demand_base must be a whole number from 0 to 100."
  }
}

variable "on_demand_percent" {
  description = "Share of the tasks beyond on_demand_base that is on on-demand Fargate; the rest runs on Spot, which AWS may stop with two minutes' notice"
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition = (
      var.on_demand_percent >= 0 &&
      var.on_demand_percent <= 100 &&
      floor(var.on_demand_percent) == var.on_demand_percent
    )
    error_message = "on_demand_percent must be a whole number from 0 to 100."
  }
}

variable "requests_per_target" {
  description = "Requests a minute and task at which another task is started"
  type        = number
  default     = 30000
  nullable    = false

  validation {
    condition     = var.requests_per_target >= 1
    error_message = "requests_per_target must be at least 1."
  }
}

variable "cpu_target_percent" {
  description = "CPU use of the tasks at which another one is started"
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.cpu_target_percent >= 10 && var.cpu_target_percent <= 90
    error_message = "cpu_target_percent must be from 10 to 90."
  }
}

variable "like_partitions_per_movie" {
  description = "Partitions over which the API spreads the likes of one movie; more let one movie take more likes a second"
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition = (
      var.like_partitions_per_movie >= 1 &&
      var.like_partitions_per_movie <= local.kafka_partitions &&
      floor(var.like_partitions_per_movie) == var.like_partitions_per_movie
    )
    error_message = "like_partitions_per_movie must be a whole number from 1 to kafka_partitions."
  }
}

variable "api_environment" {
  description = "More environment variables of the API, such as { MAX_IN_FLIGHT = \"4096\" }"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = length(setintersection(keys(var.api_environment), [
      "HOST", "PORT", "KAFKA_BOOTSTRAP_SERVERS", "KAFKA_AUTH", "KAFKA_PARTITIONS", "LOG_LEVEL", "PAGE_LINKS",
      "DRAIN_DELAY_MS", "LIKE_PARTITIONS_PER_MOVIE",
    ])) == 0
    error_message = "api_environment must not set HOST, PORT, KAFKA_BOOTSTRAP_SERVERS, KAFKA_AUTH, KAFKA_PARTITIONS, LOG_LEVEL, PAGE_LINKS, DRAIN_DELAY_MS or LIKE_PARTITIONS_PER_MOVIE: the stack does."
  }
}

variable "enable_https" {
  description = "Serve HTTPS with certificate_arn and redirect HTTP to it"
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.enable_https || var.certificate_arn != "" || var.dns_zone_id != ""
    error_message = "enable_https needs a certificate: set certificate_arn or dns_zone_id (scripts/deploy.sh imports a self-signed one and sets both)."
  }

  validation {
    condition     = var.enable_https || (var.certificate_arn == "" && var.dns_zone_id == "")
    error_message = "certificate_arn and dns_zone_id are of no use without HTTPS: set enable_https = true, or leave both empty."
  }
}

variable "certificate_arn" {
  description = "Certificate in ACM for the load balancer; its private key never enters the state"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition = (
      var.certificate_arn == "" ||
      can(regex("^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/[a-f0-9-]+$", var.certificate_arn))
    )
    error_message = "certificate_arn must be empty or the ARN of an ACM certificate."
  }
}

variable "host_name" {
  description = "Name in your DNS that points at the load balancer, if there is one, such as api.example.com; the URL names it"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition = (
      var.host_name == "" ||
      can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.host_name))
    )
    error_message = "host_name must be a DNS name in lower case, without scheme and path."
  }
}

variable "enable_waf" {
  description = "Put AWS WAF before the load balancer, with a limit on requests from one address"
  type        = bool
  default     = null # as the profile says
}

variable "waf_rate_limit" {
  description = "Requests from one address in five minutes, beyond which WAF answers 403"
  type        = number
  default     = 10000
  nullable    = false

  validation {
    condition     = var.waf_rate_limit >= 10 && var.waf_rate_limit <= 2000000000
    error_message = "waf_rate_limit must be from 10 to 2000000000."
  }
}

variable "enable_access_logs" {
  description = "Keep the load balancer's access logs in S3 for log_retention_days, where there is a load balancer"
  type        = bool
  default     = null # as the profile says
}

variable "oidc" {
  description = "Login by OpenID Connect at the load balancer, before any request reaches the API; null = off"
  type = object({
    issuer                 = string
    authorization_endpoint = string
    token_endpoint         = string
    user_info_endpoint     = string
    client_id              = string
  })
  default = null # the one variable that may be null: null is "off"

  validation {
    condition     = var.oidc == null || var.enable_https
    error_message = "oidc needs HTTPS, since the load balancer logs users in by cookie: set enable_https = true and certificate_arn."
  }

  validation {
    condition     = var.oidc == null || var.oidc_client_secret != ""
    error_message = "oidc needs oidc_client_secret: set it by TF_VAR_oidc_client_secret, not in a file."
  }

  validation {
    condition = var.oidc == null || alltrue([
      for url in try([
        var.oidc.issuer, var.oidc.authorization_endpoint, var.oidc.token_endpoint, var.oidc.user_info_endpoint
      ], []) : startswith(url, "https://")
    ])
    error_message = "oidc: issuer and the three endpoints must be https URLs."
  }
}

# Provider 5.100 has no write-only argument for it, so the state holds it: keep the state in an encrypted bucket that
# few may read, and change the secret at the identity provider when in doubt.
variable "oidc_client_secret" {
  description = "Client secret for oidc; give it by TF_VAR_oidc_client_secret"
  type        = string
  default     = ""
  nullable    = false
  sensitive   = true
}

variable "page_links" {
  description = "Further links of the page, or others in the place of its own: source (where the repository's files are, with / at its end), dashboard, logs, mappings, deadLetters, archive"
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for name, link in var.page_links :
      contains(["source", "dashboard", "logs", "mappings", "deadLetters", "archive"], name) &&
      startswith(link, "https://")
    ])
    error_message = "page_links may hold source, dashboard, logs, mappings, deadLetters and archive, each a link that begins with https://."
  }
}
