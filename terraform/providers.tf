# Region and credentials come from the environment (AWS_REGION, AWS_PROFILE, …), never from a file of this project.
provider "aws" {
  default_tags {
    tags = merge(var.tags, { Project = var.name }) # scripts/destroy.sh looks for what still carries it
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

# By id, since each account has a name order of its own. In these zones there is neither MSK nor Fargate:
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html
data "aws_availability_zones" "available" {
  state            = "available"
  exclude_zone_ids = ["use1-az3", "usw1-az2", "apne1-az3", "cac1-az3"]

  filter { # local and wavelength zones have neither MSK nor Fargate
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}
