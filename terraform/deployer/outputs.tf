output "role_arn" {
  description = "The role that deploys: the variable AWS_ROLE_ARN of the workflow deploy.yml"
  value       = aws_iam_role.deployer.arn
}

output "plan_role_arn" {
  description = "The role that plans: the variable AWS_PLAN_ROLE_ARN of the workflow deploy.yml; null without a repository"
  value       = one(aws_iam_role.planner[*].arn)
}
