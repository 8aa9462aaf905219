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
  description = "Repository whose workflows may deploy, as OWNER/NAME; empty: none"
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.github_repository == "" || can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository must be OWNER/NAME."
  }
}

variable "github_environments" {
  description = "Environments of that repository in which a workflow may take the role; GitHub asks for the approval that they demand"
  type        = set(string)
  default     = ["plan", "aws"]
  nullable    = false
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
