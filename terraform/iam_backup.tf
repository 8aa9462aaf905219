# The role backup: AWS Backup makes backups of the tables, and restores them for scripts/restore.sh.

locals {
  backup_permissions = [
    {
      sid = "Tables"
      actions = [
        "dynamodb:CreateBackup", "dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob",
      ]
      resources = values(local.table_arns)
    },
    {
      sid       = "Backups"
      actions   = ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"]
      resources = local.backup_arns
    },
    { # AWS Backup gives each recovery point the tags of its table
      sid       = "TagBackups"
      actions   = ["backup:TagResource"]
      resources = concat(local.backup_arns, ["${local.arn}:backup:${local.region}:${local.account}:recovery-point:*"])
    },
    {
      sid       = "Vault"
      actions   = ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"]
      resources = aws_backup_vault.main[*].arn
    },
    { # scripts/restore.sh restores beside a table, and then in its place
      sid = "Restore"
      actions = [
        "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem",
        "dynamodb:PutItem", "dynamodb:Query", "dynamodb:RestoreTableFromAwsBackup", "dynamodb:RestoreTableFromBackup",
        "dynamodb:Scan", "dynamodb:UpdateItem",
      ]
      resources = concat(
        values(local.table_arns), [for arn in values(local.table_arns) : "${arn}-restored"], local.backup_arns,
      )
    },
  ]
  backup_arns = [for arn in values(local.table_arns) : "${arn}/backup/*"]
}
