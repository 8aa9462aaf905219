# Where the state lives. Without further configuration Terraform keeps it in this folder, which serves a first look, the
# tests and the emulator. A team keeps it in S3, locked by a file beside it (no DynamoDB table needed since Terraform
# 1.10). Terraform cannot have both a backend block and none, so the block goes into a file that git ignores:
#
#   printf 'terraform {\n  backend "s3" {}\n}\n' >terraform/backend_override.tf
#   terraform -chdir=terraform init \
#     -backend-config="bucket=BUCKET" -backend-config="key=plainstream/terraform.tfstate" -backend-config="region=REGION" \
#     -backend-config="encrypt=true" -backend-config="use_lockfile=true"

terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
