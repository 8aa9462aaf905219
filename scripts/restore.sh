#!/usr/bin/env bash
#
# restore.sh - puts the tables back to a backup or to a second of the last 35 days. Asks once.
#
# Usage: scripts/restore.sh (--backup LABEL | --at TIME) [OPTION]...
#
#   --backup LABEL   a backup that scripts/backup.sh made
#   --at TIME        point in time, UTC, such as 2026-11-21T03:00:00Z
#   --table NAME     only this table, such as likes; can be repeated (default: all)
#   --replace        put the restored table in the place of the live one, which is deleted
#   --yes            approve without a question
#   --help
#
# Without --replace each is restored beside the live table, as TABLE-restored: look, then delete it. DynamoDB cannot
# restore into a table that exists. With --replace the mappings are paused, each live table is backed up once more
# (label before-restore-…), restored aside, deleted, and restored in its place; then run scripts/deploy.sh, by which
# Terraform gives the new table its tags, its recovery and its expiry again, and which starts the mappings.
# What came in after the restored time is in Kafka and in the archive: scripts/replay.sh says how much comes back.
# Exit codes: 0 done, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly RESTORE_LIMIT_S=14400
YES=false
label='' at='' replace=false
tables=()

parse() {
  while (($# > 0)); do
    case $1 in
      --backup) label=${2:?"$1 needs a value"} && shift ;;
      --at) at=${2:?"$1 needs a value"} && shift ;;
      --table) tables+=("${2:?"$1 needs a value"}") && shift ;;
      --replace) replace=true ;;
      --yes) YES=true ;;
      --help) print_help && exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
  if [[ -n $label && -n $at ]] || [[ -z $label$at ]]; then wrong_usage "give either --backup LABEL or --at TIME"; fi
  if [[ -n $at && ! $at =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$ ]]; then
    wrong_usage "'$at' is no time such as 2026-11-21T03:00:00Z"
  fi
}

backup_arn() { # TABLE
  aws_cli dynamodb list-backups --table-name "$1" --backup-type USER --output text \
    --query "BackupSummaries[?BackupName=='$(output name).$label'].BackupArn | [0]" | sed '/^None$/d'
}

start_restore() { # TABLE TARGET
  local arn
  if [[ -n $at ]]; then
    aws_cli dynamodb restore-table-to-point-in-time --source-table-name "$1" --target-table-name "$2" \
      --restore-date-time "$at" >/dev/null
  else
    arn=$(backup_arn "$1")
    aws_cli dynamodb restore-table-from-backup --backup-arn "$arn" --target-table-name "$2" >/dev/null
  fi
}

is_active() { # TABLE
  [[ $(aws_cli dynamodb describe-table --table-name "$1" --query Table.TableStatus --output text 2>/dev/null) == ACTIVE ]]
}

is_gone() { # TABLE
  ! aws_cli dynamodb describe-table --table-name "$1" >/dev/null 2>&1
}

delete() { # TABLE
  aws_cli dynamodb delete-table --table-name "$1" >/dev/null
  wait_until 900 "$1 is deleted" is_gone "$1"
}

# A point in time dies with its table, so that one is first made a backup of the restored copy.
put_in_place() { # TABLE
  local copy=$1-restored arn
  aws_cli dynamodb create-backup --table-name "$1" --backup-name "$(output name).before-restore-$stamp" >/dev/null
  arn=$(aws_cli dynamodb create-backup --table-name "$copy" --backup-name "$(output name).restored-$stamp" \
    --query BackupDetails.BackupArn --output text)
  delete "$1"
  aws_cli dynamodb restore-table-from-backup --backup-arn "$arn" --target-table-name "$1" >/dev/null
  wait_until "$RESTORE_LIMIT_S" "$1 is restored" is_active "$1"
  delete "$copy"
}

pause_mappings() {
  local topic id
  while read -r topic id; do
    say "pausing the mapping of $topic"
    aws_cli lambda update-event-source-mapping --uuid "$id" --no-enabled >/dev/null
  done < <(output_lines event_source_mapping_ids)
}

check_sources() {
  local name
  for name in "${tables[@]}"; do
    [[ -n $(output_of table_names "$name") ]] || die "there is no table '$name'"
    if [[ -n $label && -z $(backup_arn "$(output_of table_names "$name")") ]]; then
      die "there is no backup '$label' of $name; see scripts/backup.sh --list"
    fi
  done
}

main() {
  parse "$@"
  check_terraform
  check_aws
  check_deployed
  stamp=$(date -u +%Y%m%dT%H%M%SZ)
  local name table
  if ((${#tables[@]} == 0)); then
    while read -r name table; do tables+=("$name"); done < <(output_lines table_names)
  fi
  check_sources
  if $replace; then
    confirm "Replace the live tables ${tables[*]} by their state of ${at:-the backup $label}?" replace
    pause_mappings
  fi
  for name in "${tables[@]}"; do
    table=$(output_of table_names "$name")
    start_restore "$table" "$table-restored"
  done
  for name in "${tables[@]}"; do
    table=$(output_of table_names "$name")
    wait_until "$RESTORE_LIMIT_S" "$table-restored is there" is_active "$table-restored"
    if $replace; then put_in_place "$table"; else printf '%s-restored\n' "$table"; fi
  done
  if $replace; then say "done; now run scripts/deploy.sh, which gives the tables their settings again and starts the mappings"; fi
}

main "$@"
