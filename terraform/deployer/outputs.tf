output "role_arn" {
  description = "The role that deploys: the variable AWS_ROLE_ARN of the workflow deploy.yml"
  value       = aws_iam_role.deployer.arn
}
