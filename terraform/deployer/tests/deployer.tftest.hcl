# The deployer's role: enough, no more, and short enough for AWS.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { id = "ap-southeast-2" }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::123456789012:policy/mock" }
  }

  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::123456789012:oidc-provider/mock" }
  }
}

run "fits_and_is_enough" {
  command = plan

  variables { # the longest that there is
    name                     = "plainstream-teaching"
    state_bucket             = "a-bucket-with-a-long-name-for-states"
    github_repository        = "owner@12/repository@345"
    replica_regions          = ["eu-west-1"]
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition     = alltrue([for policy in aws_iam_policy.deployer : length(policy.policy) <= 6144]) && length(aws_iam_policy.deployer) <= 10
    error_message = "AWS takes ten policies a role, of 6,144 characters each"
  }

  assert {
    condition = toset(concat(flatten(values(local.actions)), ["iam:CreateServiceLinkedRole", "iam:PassRole", "iam:PutRolePermissionsBoundary"])) == toset(flatten([
      for policy in aws_iam_policy.deployer : [for statement in jsondecode(policy.policy).Statement : statement.Action]
    ]))
    error_message = "each action must be in one of the policies, and none that is not listed"
  }

  assert { # default_tags gives every resource its tags when it is made
    condition = 0 == length([for service, actions in local.actions : service
      if anytrue([for action in actions : can(regex(":(Create|Register|Put(Metric|Scaling|Parameter))", action))]) &&
      !anytrue([for action in actions : can(regex(":(Create|Change|Add|Put|Tag)[A-Za-z]*", action)) && strcontains(action, "Tag")])
    ])
    error_message = "what is made gets tags at once, which is a right of its own: see unseen.txt"
  }

  assert {
    condition = 0 == length(setsubtract([
      "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "lambda:PublishVersion", "lambda:UpdateAlias", "lambda:UpdateEventSourceMapping",
      "ecs:RegisterTaskDefinition", "ecs:UpdateService", "elasticloadbalancing:ModifyListener", "iam:PutRolePolicy", "dynamodb:UpdateTable",
    ], flatten(values(local.actions))))
    error_message = "a deployment after the first must be possible, too"
  }

  assert {
    condition = alltrue(flatten([for policy in aws_iam_policy.deployer : [for statement in jsondecode(policy.policy).Statement :
      !anytrue([for action in flatten([statement.Action]) : endswith(action, "*")]) && (statement.Resource != ["*"] || contains(keys(statement), "Condition") || contains(local.global, statement.Sid))
    ]]))
    error_message = "there must be no action by a star, and none on everything without its region"
  }

  assert {
    condition = alltrue([for policy in aws_iam_policy.deployer : alltrue([for statement in jsondecode(policy.policy).Statement :
      length(setintersection(flatten([statement.Action]), ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"])) == 0 || statement.Sid == "BoundedRoles"
    ])])
    error_message = "with a boundary, roles must be bounded"
  }

  assert {
    condition = alltrue(flatten([for policy in aws_iam_policy.deployer : [for statement in jsondecode(policy.policy).Statement : [
      for action in statement.Action : !can(regex("^(cloudwatch|ecs|elasticloadbalancing):(Create(Service|L|R|T)|Delete|Modify|Put|RegisterTargets|Set(R|S)|Update)", action))
    ] if statement.Resource == ["*"]]]))
    error_message = "services, balancers and alarms of others are not the deployer's to change"
  }

  assert { # as the provider calls it, and as AWS Backup's guide has it, which makes a role of its own at the first plan
    condition = 0 == length(setsubtract(
      ["backup:DescribeRecoveryPoint", "ec2:GetIpamPoolAllocations", "kms:RetireGrant"], flatten(values(local.actions))
    )) && contains(local.passing[1].Condition.StringEquals["iam:AWSServiceName"], "backup.amazonaws.com")
    error_message = "a vault must come and go with its recovery points, and a VPC with its addresses from a pool"
  }

  assert {
    condition = alltrue(flatten([for name, policy in aws_iam_policy.deployer : [for statement in jsondecode(policy.policy).Statement : [
      for action in statement.Action : can(regex(":(Describe|Get|Head|List|View)", action)) || statement.Resource == ["arn:aws:s3:::a-bucket-with-a-long-name-for-states/*.tflock"]
    ]] if startswith(name, "plan-")])) && toset([for name, attachment in aws_iam_role_policy_attachment.deployer : attachment.role if startswith(name, "plan-")]) == toset(["plan-plainstream-teaching"])
    error_message = "who plans may read, and lock the state"
  }

  assert { # what a plan asks for
    condition = 0 == length(setsubtract([
      "s3:GetObject", "s3:ListBucket", "ssm:GetParameter", "dynamodb:DescribeTable", "dynamodb:GetItem", "ecs:DescribeServices", "elasticloadbalancing:DescribeListeners", "lambda:GetFunction",
      "iam:GetRolePolicy", "acm:ListCertificates", "ec2:DescribeVpcs", "kafka:DescribeClusterV2", "budgets:ViewBudget", "sts:GetCallerIdentity",
    ], flatten([for name, policy in aws_iam_policy.deployer : [for statement in jsondecode(policy.policy).Statement : statement.Action] if startswith(name, "plan-")])))
    error_message = "who plans must see all that there is"
  }

  assert {
    condition     = !anytrue(flatten([for name, policy in aws_iam_policy.deployer : [for statement in jsondecode(policy.policy).Statement : contains(statement.Resource, "arn:aws:s3:::plainstream-teaching-*/*")] if startswith(name, "plan-")]))
    error_message = "who plans has no business in the archive"
  }
}

run "one_role_without_a_repository" {
  command = plan

  assert {
    condition     = length(aws_iam_role.planner) + length(aws_iam_openid_connect_provider.github) == 0 && toset(keys(aws_iam_policy.deployer)) == toset(["network", "data", "names", "region"])
    error_message = "without workflows there is nobody who only plans"
  }
}

run "an_account_has_one_provider" {
  command = plan

  variables {
    github_repository = "owner@12/repository@345"
    github_provider   = "share"
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0 && jsondecode(aws_iam_role.deployer.assume_role_policy).Statement[0].Principal.Federated == "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
    error_message = "a provider that is there already must be used"
  }

  assert {
    condition = jsondecode(aws_iam_role.deployer.assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == ["repo:owner@12/repository@345:environment:aws", "repo:owner@12/repository@345:environment:clock"] && jsondecode(
    aws_iam_role.planner[0].assume_role_policy).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"] == ["repo:owner@12/repository@345:environment:plan"]
    error_message = "a pull request, which nobody has approved, must not get the role that deploys"
  }
}

run "values_that_are_refused" {
  command = plan

  variables {
    github_repository        = "owner@12/repository"
    github_provider          = "import"
    github_plan_environments = ["aws"]
  }

  expect_failures = [var.github_repository, var.github_provider, var.github_plan_environments]
}
