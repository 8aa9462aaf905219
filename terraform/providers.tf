# Region and credentials come from the environment (AWS_REGION, AWS_PROFILE, …), never from a file of this project.
provider "aws" {
  default_tags {
    tags = merge(var.tags, { Project = var.name }) # scripts/destroy.sh looks for what still carries it
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_availability_zones" "available" {
  state = "available"

  filter { # local and wavelength zones have neither MSK nor Fargate
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}
