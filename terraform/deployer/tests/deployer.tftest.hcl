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
    github_repository        = "owner/repository"
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
}
