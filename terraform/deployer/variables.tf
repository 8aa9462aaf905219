variable "name" {
  description = "The stack's name, as in its own variable name"
  type        = string
  default     = "plainstream"
  nullable    = false
}

variable "state_bucket" {
  description = "Bucket of the stack's state; empty: the state is in a folder"
  type        = string
  default     = ""
  nullable    = false
}

variable "github_repository" {
  description = "Repository whose workflows may deploy, as its tokens name it: OWNER@ID/NAME@ID since 2026-07-15, OWNER/NAME if it is older and was never renamed; empty: none"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.github_repository == "" || can(regex("^[A-Za-z0-9-]+(/[A-Za-z0-9._-]+|@[0-9]+/[A-Za-z0-9._-]+@[0-9]+)$", var.github_repository))
    error_message = "github_repository must be OWNER@ID/NAME@ID or OWNER/NAME."
  }
}

variable "github_environments" {
  description = "Environments of that repository in which a workflow may take the role that deploys: each must demand an approval, or take the default branch alone"
  type        = set(string)
  default     = ["aws", "clock"]
  nullable    = false
}

variable "github_plan_environments" {
  description = "Environments in which a workflow may take the role that plans, pull requests too"
  type        = set(string)
  default     = ["plan"]
  nullable    = false

  validation {
    condition     = length(setintersection(var.github_plan_environments, var.github_environments)) == 0
    error_message = "github_plan_environments must not be among github_environments: a pull request could deploy."
  }
}

variable "github_provider" {
  description = "GitHub's identity provider, of which an account has one: create it, or share the one that is there"
  type        = string
  default     = "create"
  nullable    = false

  validation {
    condition     = contains(["create", "share"], var.github_provider)
    error_message = "github_provider must be create or share."
  }
}

variable "trusted_arns" {
  description = "Users or roles that may take this one; with neither these nor a repository, whom the account's administrators allow"
  type        = set(string)
  default     = []
  nullable    = false
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the role; empty: none"
  type        = string
  default     = ""
  nullable    = false
}

variable "replica_regions" {
  description = "Regions of the stack's replica_regions, in which it makes copies of its tables"
  type        = set(string)
  default     = []
  nullable    = false
}
