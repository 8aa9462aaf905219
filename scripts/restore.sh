#!/usr/bin/env bash
#
# restore.sh - puts the tables back to a backup or to a second of the last 35 days. Asks once.
#
# Usage: scripts/restore.sh (--backup LABEL | --at TIME | --vault TIME) [OPTION]...
#        scripts/restore.sh --list
#
#   --backup LABEL   a backup that scripts/backup.sh made
#   --at TIME        point in time, UTC, such as 2026-11-21T03:00:00Z
#   --vault TIME     the last daily backup (AWS Backup) of each table before that time
#   --list           print what there is to restore from: table, source, from, to
#   --table NAME     only this table, such as likes; can be repeated (default: all but idempotency)
#   --replace        put the restored table in the place of the live one, which is deleted
#   --yes            approve without a question
#   --help
#
# Each is restored beside the live table first, as TABLE-restored: look, then delete it. DynamoDB cannot restore into a
# table that exists. With --replace, once all of these are there, the deletion protection is taken off, the mappings are
# paused (not the archive's, which catches up meanwhile), and each live table is backed up once more (label
# before-restore-…), deleted, and restored in its place, with its protection. After a failure before the first deletion,
# delete the TABLE-restored and run the same again, or scripts/deploy.sh, which starts the mappings. For the minutes in
# which a table is gone, the command that puts it in its place by hand is printed before. Then, in this order, since
# likes count in the order of their offsets:
#   1. scripts/replay.sh  gives back what came in after the restored time, from the archive
#   2. scripts/deploy.sh  gives the new tables their tags, their recovery and their expiry again, and starts the mappings
# Exit codes: 0 done, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly RESTORE_LIMIT_S=14400 SHORT_LIMIT_S=900
YES=false
label='' at='' vault_time='' replace=false list=false
tables=() unprotected=()

parse() {
  while (($# > 0)); do
    case $1 in
      --backup) label=${2:?"$1 needs a value"} && shift ;;
      --at) at=${2:?"$1 needs a value"} && shift ;;
      --vault) vault_time=${2:?"$1 needs a value"} && shift ;;
      --list) list=true ;;
      --table) tables+=("${2:?"$1 needs a value"}") && shift ;;
      --replace) replace=true ;;
      --yes) YES=true ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
  if $list; then return; fi
  local time
  [[ ${label:+x}${at:+x}${vault_time:+x} == x ]] || wrong_usage "give one of --backup LABEL, --at TIME and --vault TIME"
  for time in $at $vault_time; do
    [[ $time =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$ ]] ||
      wrong_usage "'$time' is no time such as 2026-11-21T03:00:00Z"
  done
}

# ---- sources -------------------------------------------------------------------------------------------------------

backup_arn() { # TABLE
  aws_cli dynamodb list-backups --table-name "$1" --backup-type USER --output text \
    --query "BackupSummaries[?BackupName=='$(output name).$label'].BackupArn | [0]" | sed '/^None$/d'
}

recovery_point() { # TABLE
  aws_cli backup list-recovery-points-by-backup-vault --backup-vault-name "$(output backup_vault)" \
    --by-resource-arn "$(table_arn "$1")" --by-created-before "$vault_time" --output text \
    --query "sort_by(RecoveryPoints[?Status=='COMPLETED'], &CreationDate)[-1].RecoveryPointArn" | sed '/^None$/d'
}

has_copies() { # TABLE
  [[ -n $(aws_cli dynamodb describe-table --table-name "$1" --query 'Table.Replicas[].RegionName' --output text | sed '/^None$/d') ]]
}

table_arn() { # TABLE
  aws_cli dynamodb describe-table --table-name "$1" --query Table.TableArn --output text
}

# "FROM TO" of the continuous backups; nothing without them.
window() { # TABLE
  aws_cli dynamodb describe-continuous-backups --table-name "$1" --output text --query \
    'ContinuousBackupsDescription.PointInTimeRecoveryDescription.[EarliestRestorableDateTime, LatestRestorableDateTime]' |
    sed '/None/d'
}

list_sources() {
  local name table vault
  vault=$(output backup_vault)
  for name in "${tables[@]}"; do
    table=$(output_of table_names "$name")
    window "$table" | awk -v name="$name" '{ print name "\t--at\t" $1 "\t" $2 }'
    aws_cli dynamodb list-backups --table-name "$table" --backup-type USER --output text \
      --query 'BackupSummaries[].[BackupName, BackupCreationDateTime]' |
      awk -v name="$name" '$1 != "None" { print name "\t--backup " substr($1, index($1, ".") + 1) "\t" $2 }'
    if [[ -n $vault ]]; then
      aws_cli backup list-recovery-points-by-backup-vault --backup-vault-name "$vault" \
        --by-resource-arn "$(table_arn "$table")" --output text --query 'RecoveryPoints[].[CreationDate, Status]' |
        awk -v name="$name" '$1 != "None" { print name "\t--vault\t" $1 "\t" $2 }'
    fi
  done
}

check_sources() {
  local name table
  if [[ -n $vault_time && -z $(output backup_vault) ]]; then die "there is no vault: enable_backup was never set"; fi
  for name in "${tables[@]}"; do
    table=$(output_of table_names "$name")
    [[ -n $table ]] || die "there is no table '$name'"
    if is_there "$table-restored"; then die "$table-restored is there from an earlier run: delete it, then run this again"; fi
    if $replace && has_copies "$table"; then
      die "$name has copies in other regions, which would stay as they are: empty replica_regions, run scripts/deploy.sh, then this"
    fi
    if [[ -n $label && -z $(backup_arn "$table") ]]; then die "there is no backup '$label' of $name; see --list"; fi
    if [[ -n $vault_time && -z $(recovery_point "$table") ]]; then die "no daily backup of $name before $vault_time; see --list"; fi
    if [[ -n $at && -z $(window "$table") ]]; then die "$name has no point-in-time recovery; see --list"; fi
  done
}

# ---- restoring -----------------------------------------------------------------------------------------------------

start_restore() { # TABLE TARGET
  if [[ -n $at ]]; then
    aws_cli dynamodb restore-table-to-point-in-time --source-table-name "$1" --target-table-name "$2" \
      --restore-date-time "$at" >/dev/null
  elif [[ -n $label ]]; then
    aws_cli dynamodb restore-table-from-backup --backup-arn "$(backup_arn "$1")" --target-table-name "$2" >/dev/null
  else
    restore_recovery_point "$(recovery_point "$1")" "$2"
  fi
}

restore_recovery_point() { # ARN TARGET
  job=$(aws_cli backup start-restore-job --recovery-point-arn "$1" --iam-role-arn "$(output backup_role_arn)" \
    --metadata "targetTableName=$2,encryptionType=Default" --query RestoreJobId --output text)
  wait_until "$RESTORE_LIMIT_S" "AWS Backup has restored $2" is_restored
}

is_restored() {
  local state
  state=$(aws_cli backup describe-restore-job --restore-job-id "$job" --output text --query '[Status, StatusMessage]')
  case $state in
    COMPLETED*) return 0 ;;
    FAILED* | ABORTED*) die "AWS Backup could not restore: $state" ;;
    *) return 1 ;;
  esac
}

is_active() { # TABLE
  [[ $(aws_cli dynamodb describe-table --table-name "$1" --query Table.TableStatus --output text 2>/dev/null) == ACTIVE ]]
}

is_there() { # TABLE
  aws_cli dynamodb describe-table --table-name "$1" >/dev/null 2>&1
}

is_gone() { # TABLE
  ! is_there "$1"
}

is_available() { # BACKUP-ARN
  [[ $(aws_cli dynamodb describe-backup --backup-arn "$1" --output text \
    --query BackupDescription.BackupDetails.BackupStatus) == AVAILABLE ]]
}

delete() { # TABLE
  wait_until "$SHORT_LIMIT_S" "$1 is active" is_active "$1"
  aws_cli dynamodb delete-table --table-name "$1" >/dev/null
  wait_until "$SHORT_LIMIT_S" "$1 is deleted" is_gone "$1"
}

back_up() { # TABLE LABEL
  local arn
  arn=$(aws_cli dynamodb create-backup --table-name "$1" --backup-name "$(output name).$2" \
    --query BackupDetails.BackupArn --output text)
  wait_until "$SHORT_LIMIT_S" "the backup of $1 is there" is_available "$arn"
  printf '%s' "$arn"
}

# All at once, while everything goes on: it may take hours, and a source that cannot be restored is found out here.
restore_aside() {
  local name table
  for name in "${tables[@]}"; do
    table=$(output_of table_names "$name")
    start_restore "$table" "$table-restored"
  done
  for name in "${tables[@]}"; do
    table=$(output_of table_names "$name")
    wait_until "$RESTORE_LIMIT_S" "$table-restored is there" is_active "$table-restored"
  done
}

# A point in time dies with its table, so that one is first made a backup of the restored copy.
put_in_place() { # TABLE
  local copy=$1-restored arn
  back_up "$1" "before-restore-$stamp" >/dev/null
  arn=$(back_up "$copy" "restored-$stamp")
  say "deleting $1; if this ends before it is there again: aws dynamodb restore-table-from-backup --target-table-name $1 --backup-arn $arn"
  delete "$1"
  aws_cli dynamodb restore-table-from-backup --backup-arn "$arn" --target-table-name "$1" >/dev/null
  wait_until "$RESTORE_LIMIT_S" "$1 is restored" is_active "$1"
  delete "$copy"
}

# Clients' keys stay as they are: they have no point-in-time recovery, and each remembers its own record, which counts again.
all_tables() {
  local name table
  while read -r name table; do
    if [[ $name != idempotency ]]; then tables+=("$name"); fi
  done < <(output_lines table_names)
}

# ---- before and after ----------------------------------------------------------------------------------------------

# Before the pause: a table that cannot be unprotected would be found out with everything standing still.
unprotect() {
  local name table
  for name in "${tables[@]}"; do
    table=$(output_of table_names "$name")
    wait_until "$SHORT_LIMIT_S" "$table is active" is_active "$table"
    if [[ $(aws_cli dynamodb describe-table --table-name "$table" --query Table.DeletionProtectionEnabled --output text) == True ]]; then
      say "taking the deletion protection off $table"
      unprotected+=("$table")
      aws_cli dynamodb update-table --table-name "$table" --no-deletion-protection-enabled >/dev/null
      wait_until "$SHORT_LIMIT_S" "$table is active" is_active "$table"
    fi
  done
}

# Also after a failure, for the tables that are there.
protect_again() {
  local table
  for table in ${unprotected[@]+"${unprotected[@]}"}; do
    aws_cli dynamodb update-table --table-name "$table" --deletion-protection-enabled >/dev/null ||
      say "the deletion protection of $table is off: run scripts/deploy.sh"
  done
}

pause_mappings() {
  local topic id
  while read -r topic id; do
    say "pausing the mapping $topic"
    aws_cli lambda update-event-source-mapping --uuid "$id" --no-enabled >/dev/null
  done < <(writing_mappings)
  # A batch that is on its way would write into the old table.
  while read -r topic id; do
    wait_until "$SHORT_LIMIT_S" "the mapping $topic is paused" is_paused "$id"
  done < <(writing_mappings)
}

# The archive writes no table, and has to hold all that the others have read before it is given back.
writing_mappings() {
  output_lines event_source_mapping_ids | sed '/^archive-/d'
}

is_paused() { # ID
  [[ $(aws_cli lambda get-event-source-mapping --uuid "$1" --query State --output text) == Disabled ]]
}

main() {
  parse "$@"
  check_terraform
  check_aws
  check_deployed
  stamp=$(date -u +%Y%m%dT%H%M%SZ)
  local name
  if ((${#tables[@]} == 0)); then all_tables; fi
  ((${#tables[@]} > 0)) || die 'this stack has no tables of its own: restore those of the stack that replica_of names'
  if $list; then
    list_sources
    return
  fi
  check_sources
  if $replace; then
    confirm "Replace the live tables ${tables[*]} by their state of ${at:-${label:+the backup }$label$vault_time}?" replace
  fi
  restore_aside
  if $replace; then
    trap protect_again EXIT
    unprotect
    pause_mappings
    for name in "${tables[@]}"; do put_in_place "$(output_of table_names "$name")"; done
    say "done; now run scripts/replay.sh, then scripts/deploy.sh, which gives the tables their settings again and starts the mappings"
  else
    for name in "${tables[@]}"; do printf '%s-restored\n' "$(output_of table_names "$name")"; done
  fi
}

main "$@"
