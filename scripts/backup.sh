#!/usr/bin/env bash
#
# backup.sh - makes a backup of every table now, beside the continuous one (point-in-time recovery) and the daily ones.
#
# Usage: scripts/backup.sh [OPTION]...
#
#   --label LABEL    name of the backup, 3 to 60 of A-Z a-z 0-9 _ . - (default: the time)
#   --list           print the labels and tables of all backups made by this script instead
#   --delete LABEL   delete the backup instead, after a question
#   --yes            delete without a question
#   --help
#
# A backup takes seconds, whatever the size, and no capacity. The tables are not of one instant: they are backed up one
# after the other, while records may arrive. The label goes to stdout. Restore it by scripts/restore.sh.
# Exit codes: 0 done, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

YES=false
action=make label=$(date -u +%Y%m%dT%H%M%SZ)

parse() {
  while (($# > 0)); do
    case $1 in
      --label) label=${2:?"$1 needs a value"} && shift ;;
      --list) action=list ;;
      --delete) action=delete label=${2:?"$1 needs a value"} && shift ;;
      --yes) YES=true ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
  [[ $label =~ ^[A-Za-z0-9_.-]{3,60}$ ]] || wrong_usage "'$label' is no label: 3 to 60 of A-Z a-z 0-9 _ . -"
}

make() {
  local name table
  while read -r name table; do
    aws_cli dynamodb create-backup --table-name "$table" --backup-name "$(output name).$label" >/dev/null
    say "$name: backed up"
  done < <(output_lines table_names)
  printf '%s\n' "$label"
}

list() {
  aws_cli dynamodb list-backups --backup-type USER --output text \
    --query 'BackupSummaries[].[BackupName, TableName, BackupStatus, BackupCreationDateTime]' |
    awk -v stack="$(output name)." 'index($1, stack) == 1 { print substr($1, length(stack) + 1) "\t" $2 "\t" $3 "\t" $4 }' | sort
}

delete() {
  local arns arn
  arns=$(aws_cli dynamodb list-backups --backup-type USER --output text \
    --query "BackupSummaries[?BackupName=='$(output name).$label'].BackupArn")
  [[ -n $arns && $arns != None ]] || die "there is no backup '$label'; see --list"
  confirm "Delete the backup $label of $(wc -w <<<"$arns" | tr -d ' ') tables?" yes
  for arn in $arns; do aws_cli dynamodb delete-backup --backup-arn "$arn" >/dev/null; done
}

main() {
  parse "$@"
  check_terraform
  check_aws
  check_deployed
  "$action"
}

main "$@"
