# The role of the one who deploys: what the stack really calls, on this stack's names, and nothing more. An administrator
# applies this once; scripts/deploy.sh and .github/workflows/deploy.yml then run as this role. A pull request can change what
# its workflow runs before anybody has approved it, so that its plan has a role of its own, which reads.
#
# actions.txt is written by `scripts/test_deploy.sh --record`, which deploys to an emulator and notes every call. What an
# emulator cannot see is in unseen.txt, from AWS's guides. The same script without --record deploys as this role.

terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  default_tags {
    tags = { Project = "deploy-${var.name}" } # not the stack's: scripts/destroy.sh must not find it
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  region  = data.aws_region.current.id
  arn     = "arn:${data.aws_partition.current.partition}"
  here    = "${local.region}:${local.account}"

  # A line is an action, # begins a comment.
  listed = { for name in ["actions", "unseen"] : name => [
    for line in split("\n", file("${path.module}/${name}.txt")) : trimspace(line) if !contains(["", "#"], substr(trimspace(line), 0, 1))
  ] }

  # By service: the rights are on names of this stack where AWS checks a name, on "*" in this region where it does not.
  actions = { for action in sort(distinct(concat(values(local.listed)...))) : split(":", action)[0] => action... }
  on_names = {
    cloudwatch           = ["${local.arn}:cloudwatch:${local.here}:alarm:${var.name}-*", "${local.arn}:cloudwatch:${local.here}:alarm:TargetTracking-service/${var.name}/*", "${local.arn}:cloudwatch::${local.account}:dashboard/${var.name}"]
    ecs                  = [for kind in ["cluster/${var.name}", "service/${var.name}/*", "task-definition/${var.name}-*"] : "${local.arn}:ecs:${local.here}:${kind}"]
    elasticloadbalancing = [for kind in ["loadbalancer/app/${var.name}/*", "listener/app/${var.name}/*", "listener-rule/app/${var.name}/*", "targetgroup/${var.name}-*/*"] : "${local.arn}:elasticloadbalancing:${local.here}:${kind}"]
    dynamodb             = [for region in concat([local.region], sort(var.replica_regions)) : "${local.arn}:dynamodb:${region}:${local.account}:table/${var.name}-*"]
    ecr                  = ["${local.arn}:ecr:${local.here}:repository/${var.name}-*"]
    firehose             = ["${local.arn}:firehose:${local.here}:deliverystream/${var.name}-*"]
    iam                  = ["${local.arn}:iam::${local.account}:role/${var.name}-*"]
    kafka                = ["${local.arn}:kafka:${local.here}:*/${var.name}/*", "${local.arn}:kafka:${local.here}:*/${var.name}-provisioned/*", "${local.arn}:kafka:${local.here}:configuration/${var.name}*"]
    lambda               = [for kind in ["function", "layer"] : "${local.arn}:lambda:${local.here}:${kind}:${var.name}-*"]
    s3                   = flatten([for bucket in ["${var.name}-*", var.state_bucket] : ["${local.arn}:s3:::${bucket}", "${local.arn}:s3:::${bucket}/*"] if bucket != ""])
    schemas              = ["${local.arn}:schemas:${local.here}:registry/lambda-testevent-schemas", "${local.arn}:schemas:${local.here}:schema/lambda-testevent-schemas/_${var.name}-*"]
    sns                  = ["${local.arn}:sns:${local.here}:${var.name}-*"]
    sqs                  = ["${local.arn}:sqs:${local.here}:${var.name}-*"]
    ssm                  = ["${local.arn}:ssm:${local.here}:parameter/${var.name}/*"]
    logs = flatten([for group in ["/aws/lambda/${var.name}-*", "/ecs/${var.name}-*", "/firehose/${var.name}", "/msk/${var.name}", "/vpc/${var.name}", "aws-waf-logs-${var.name}"] : [
      for end in ["", ":*"] : "${local.arn}:logs:${local.here}:log-group:${group}${end}" # AWS writes it with and without an end
    ]])
  }
  # Actions of these services that AWS checks against no name, or against one that it makes up:
  # https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
  nameless = concat([
    for action in flatten(values(local.actions)) : action
    if contains(["cloudwatch", "ecs", "elasticloadbalancing"], split(":", action)[0]) && can(regex(local.reading, action))
    ], [
    "ecs:CreateCluster", "ecs:DeregisterTaskDefinition", "ecs:RegisterTaskDefinition", "ecs:TagResource", "ecs:UntagResource", "elasticloadbalancing:SetWebACL",
    "dynamodb:ListBackups", "dynamodb:ListTables", "dynamodb:DeleteBackup", "dynamodb:DescribeBackup", "ecr:GetAuthorizationToken", "firehose:ListDeliveryStreams",
    "kafka:CreateCluster", "kafka:CreateClusterV2", "kafka:CreateConfiguration", "kafka:DescribeClusterOperation", "kafka:DescribeClusterOperationV2", "kafka:ListClustersV2", "kafka:ListConfigurations", "kafka:ListTagsForResource",
    "lambda:CreateEventSourceMapping", "lambda:DeleteEventSourceMapping", "lambda:GetAccountSettings", "lambda:GetEventSourceMapping",
    "lambda:ListEventSourceMappings", "lambda:ListFunctions", "lambda:ListTags", "lambda:TagResource", "lambda:UntagResource", "lambda:UpdateEventSourceMapping",
    "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery", "logs:DescribeLogGroups", "logs:ListTagsForResource", "s3:ListAllMyBuckets", "ssm:DescribeParameters", "iam:ListPolicies",
  ])

  statements = flatten([for service, actions in local.actions : [
    for statement in [
      {
        Sid      = "${replace(title(replace(service, "-", " ")), " ", "")}OfTheStack"
        Action   = sort([for action in actions : action if contains(keys(local.on_names), service) && !contains(concat(local.nameless, local.role_makers), action)])
        Resource = lookup(local.on_names, service, ["*"])
      },
      {
        Sid      = "${replace(title(replace(service, "-", " ")), " ", "")}InThisRegion"
        Action   = sort([for action in actions : action if !contains(keys(local.on_names), service) || contains(local.nameless, action)])
        Resource = ["*"]
      },
    ] : merge(statement, { Effect = "Allow" }) if length(statement.Action) > 0
  ]])

  # With a boundary, it makes bounded roles only: or it could make one that may do more than itself.
  role_makers = var.permissions_boundary_arn == "" ? [] : ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"]
  bounded = length(local.role_makers) == 0 ? [] : [{
    Sid       = "BoundedRoles"
    Effect    = "Allow"
    Action    = local.role_makers
    Resource  = local.on_names.iam
    Condition = { StringEquals = { "iam:PermissionsBoundary" = var.permissions_boundary_arn } }
  }]

  # A role goes to the service that it is for, and AWS's own roles come into being once an account.
  passing = [
    {
      Sid       = "PassRoles"
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = ["${local.arn}:iam::${local.account}:role/${var.name}-*"]
      Condition = { StringEquals = { "iam:PassedToService" = [for service in ["backup", "ecs-tasks", "firehose", "lambda", "vpc-flow-logs"] : "${service}.amazonaws.com"] } }
    },
    {
      Sid      = "RolesOfServices"
      Effect   = "Allow"
      Action   = ["iam:CreateServiceLinkedRole"]
      Resource = ["${local.arn}:iam::${local.account}:role/aws-service-role/*"]
      Condition = { StringEquals = { "iam:AWSServiceName" = [
        for service in ["backup", "ecs", "ecs.application-autoscaling", "elasticloadbalancing", "kafka", "replication.dynamodb", "wafv2"] : "${service}.amazonaws.com"
      ] } }
    },
  ]

  # A policy takes 6,144 characters: one for the network, two for what has names, one for the rest.
  documents = {
    network = [for statement in local.statements : statement if contains(local.network_sids, statement.Sid)]
    data    = [for statement in local.statements : statement if endswith(statement.Sid, "OfTheStack") && contains(local.data_sids, statement.Sid)]
    names   = concat([for statement in local.statements : statement if endswith(statement.Sid, "OfTheStack") && !contains(concat(local.data_sids, local.network_sids), statement.Sid)], local.bounded, local.passing)
    region  = [for statement in local.statements : statement if endswith(statement.Sid, "InThisRegion") && !contains(local.network_sids, statement.Sid)]
  }
  network_sids = concat(["ElasticloadbalancingOfTheStack"], [for service in ["Ec2", "Elasticloadbalancing", "Wafv2", "Route53"] : "${service}InThisRegion"])
  data_sids    = [for service in ["Cloudwatch", "Dynamodb", "Ecs", "Kafka", "Logs", "S3"] : "${service}OfTheStack"]

  # What a plan calls: all that reads, but no object of the stack's buckets; and it locks the state meanwhile.
  reading = "^[a-z0-9-]+:(Describe|Get|Head|List|View)"
  plan_documents = { for name, document in local.documents : name => concat(
    [for statement in document : merge(statement, {
      Action   = [for action in statement.Action : action if can(regex(local.reading, action))]
      Resource = [for resource in statement.Resource : resource if resource != "${local.arn}:s3:::${var.name}-*/*"]
    }) if anytrue([for action in statement.Action : can(regex(local.reading, action))])],
    [for bucket in [var.state_bucket] : {
      Sid      = "LockOfTheState"
      Effect   = "Allow"
      Action   = ["s3:DeleteObject", "s3:PutObject"]
      Resource = ["${local.arn}:s3:::${bucket}/*.tflock"]
    } if bucket != "" && name == "data"],
  ) if var.github_repository != "" }

  policies = merge(
    { for name, document in local.documents : name => { what = name, role = "deploy", doing = "deploying", document = document } },
    { for name, document in local.plan_documents : "plan-${name}" => { what = name, role = "plan", doing = "planning", document = document } },
  )

  # These services are not in a region, and would never match its condition.
  global = ["BudgetsInThisRegion", "IamInThisRegion", "Route53InThisRegion", "StsInThisRegion", "S3InThisRegion"]
}

# GitHub's workflows come with a token of their run instead of a stored key. An account takes its provider once.
locals {
  github_provider_arns = var.github_repository == "" ? [] : (var.github_provider == "create" ? aws_iam_openid_connect_provider.github[*].arn : ["${local.arn}:iam::${local.account}:oidc-provider/token.actions.githubusercontent.com"])

  trust_of_github = { for role, environments in { deploy = var.github_environments, plan = var.github_plan_environments } : role => [
    for provider in local.github_provider_arns : {
      Effect    = "Allow"
      Principal = { Federated = provider }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = [for environment in environments : "repo:${var.github_repository}:environment:${environment}"]
        }
      }
    }
  ] }
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.github_repository != "" && var.github_provider == "create" ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "deployer" {
  name                 = "deploy-${var.name}" # beyond the names that it may change
  description          = "Deploys the stack ${var.name}"
  max_session_duration = 7200 # a first apply waits for Kafka, a destroy for network interfaces
  permissions_boundary = var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      local.trust_of_github.deploy,
      length(var.trusted_arns) == 0 ? [] : [{ Effect = "Allow", Principal = { AWS = sort(var.trusted_arns) }, Action = "sts:AssumeRole" }],
      length(var.trusted_arns) == 0 && var.github_repository == "" ? [{
        Effect = "Allow", Principal = { AWS = "${local.arn}:iam::${local.account}:root" }, Action = "sts:AssumeRole"
      }] : [],
    )
  })
}

resource "aws_iam_role" "planner" {
  count = var.github_repository == "" ? 0 : 1

  name                 = "plan-${var.name}"
  description          = "Plans changes of the stack ${var.name}, and makes none"
  max_session_duration = 7200 # what scripts/sign_in.sh asks for
  permissions_boundary = var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn

  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = local.trust_of_github.plan })
}

resource "aws_iam_policy" "deployer" {
  for_each = local.policies

  name        = "${each.value.role}-${var.name}-${each.value.what}"
  description = "What ${each.value.doing} the stack ${var.name} calls: ${each.value.what}"

  lifecycle {
    precondition {
      condition     = length(jsonencode(each.value.document)) <= 5900 # and the conditions
      error_message = "AWS takes 6,144 characters a policy, and ${each.key} has ${length(jsonencode(each.value.document))}: split it."
    }
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in each.value.document : merge(
      statement,
      statement.Resource == ["*"] && !contains(local.global, statement.Sid) ? { Condition = { StringEquals = { "aws:RequestedRegion" = local.region } } } : {},
    )]
  })
}

resource "aws_iam_role_policy_attachment" "deployer" {
  for_each = local.policies

  role       = each.value.role == "deploy" ? aws_iam_role.deployer.name : aws_iam_role.planner[0].name
  policy_arn = aws_iam_policy.deployer[each.key].arn
}
