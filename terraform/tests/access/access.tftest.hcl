# No assertions: scripts/audit_access.sh writes down what each run would make of whom lets talk to whom, and compares it with
# scripts/audit/access.lock. What Terraform invents here is told apart by its resource, which the common answers are not.

mock_provider "aws" {
  source = "./tests/mocks"

  mock_resource "aws_vpc_endpoint" {
    defaults = {}
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = {}
  }

  mock_resource "aws_s3_bucket" {
    defaults = {}
  }

  mock_resource "aws_msk_serverless_cluster" {
    defaults = {
      arn                        = "arn:aws:kafka:eu-west-1:123456789012:cluster/plainstream/serverless"
      cluster_uuid               = "serverless"
      bootstrap_brokers_sasl_iam = "boot-1.c1.kafka-serverless.eu-west-1.amazonaws.com:9098"
    }
  }

  mock_resource "aws_msk_cluster" {
    defaults = {
      arn                        = "arn:aws:kafka:eu-west-1:123456789012:cluster/plainstream/provisioned"
      cluster_uuid               = "provisioned"
      bootstrap_brokers_sasl_iam = "b-1.plainstream.c1.kafka.eu-west-1.amazonaws.com:9098"
    }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/deploy-plainstream" }
  }
}

# Where an ARN is demanded.
override_resource {
  target = aws_cloudwatch_log_group.flow_logs
  values = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/vpc/plainstream" }
}

override_resource {
  target = aws_cloudwatch_log_group.waf
  values = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-plainstream" }
}

override_resource {
  target = aws_s3_bucket.archive
  values = { arn = "arn:aws:s3:::plainstream-archive" }
}

variables {
  function_package = "versions.tf"
  layer_package    = "versions.tf"
}

run "default" {
  command = apply
}

run "everything" {
  command = apply

  variables {
    archive                  = "firehose"
    certificate_arn          = "arn:aws:acm:eu-west-1:123456789012:certificate/22222222-3333-4444-5555-666666666666"
    enable_https             = true
    alarm_emails             = ["you@example.com"]
    enable_backup            = true
    enable_kms_key           = true
    enable_endpoint_policies = true
    enable_waf               = true
    enable_waf_logs          = true
    functions_in_vpc         = true
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
    oidc_client_secret       = "secret"
    oidc = {
      issuer                 = "https://login.example.com"
      authorization_endpoint = "https://login.example.com/authorize"
      token_endpoint         = "https://login.example.com/token"
      user_info_endpoint     = "https://login.example.com/userinfo"
      client_id              = "plainstream"
    }
  }
}

run "provisioned" {
  command = apply

  variables {
    kafka_mode = "provisioned"
  }
}

run "existing" {
  command = apply

  variables {
    kafka_mode = "existing"
    existing_kafka = {
      cluster_arn        = "arn:aws:kafka:eu-west-1:123456789012:cluster/shop/existing"
      bootstrap_servers  = "boot-1.c1.kafka-serverless.eu-west-1.amazonaws.com:9098"
      security_group_id  = "sg-01234567"
      vpc_id             = "vpc-01234567"
      private_subnet_ids = ["subnet-00000001", "subnet-00000002"]
      public_subnet_ids  = ["subnet-00000003", "subnet-00000004"]
    }
  }
}

run "deployer" {
  command = apply

  module {
    source = "./deployer"
  }
}
