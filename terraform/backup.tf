resource "aws_backup_vault" "main" {
  count = local.has_backup ? 1 : 0

  name          = var.name
  force_destroy = local.force_destroy
}

resource "aws_backup_plan" "main" {
  count = local.has_backup ? 1 : 0

  name = var.name

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.main[0].name
    schedule          = "cron(0 3 * * ? *)" # UTC
    start_window      = 60                  # minutes
    completion_window = 180

    lifecycle {
      delete_after = var.backup_retention_days
    }
  }
}

resource "aws_backup_selection" "tables" {
  count = local.has_backup ? 1 : 0

  name         = "${var.name}-tables"
  plan_id      = aws_backup_plan.main[0].id
  iam_role_arn = aws_iam_role.workload["backup"].arn
  # What expires is not worth a backup.
  resources = [for table in aws_dynamodb_table.this : table.arn if length(table.ttl) == 0]

  depends_on = [aws_iam_role_policy.workload]
}
