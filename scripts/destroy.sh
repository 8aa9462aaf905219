#!/usr/bin/env bash
#
# destroy.sh - removes everything that deploy.sh made, with all data, and verifies that nothing is left. Asks once.
#
# Usage: scripts/destroy.sh [OPTION]...
#
#   --var NAME=VALUE       a Terraform variable, as it was given to deploy.sh
#   --var-file FILE        a file of them
#   --http                 as given to deploy.sh
#   --state-bucket BUCKET  as given to deploy.sh; the bucket itself stays
#   --state-key KEY
#   --yes                  approve without a question
#   --help
#
# Shows what will go; empties the image repository, the buckets (with all versions) and the backup vault; destroys;
# waits for network interfaces that Lambda gives back late (up to 40 minutes); removes the self-signed certificate, the
# backups of backup.sh and the copies of restore.sh; then lists what still carries the tag Project and fails if there is
# anything. With deletion_protection nothing is destroyed.
# Exit codes: 0 nothing is left, 1 something is, or an error, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

YES=false
readonly INTERFACES_LIMIT_S=2400 ATTEMPTS=3

parse() {
  while (($# > 0)); do
    take_stack_option "$@"
    if ((TAKEN > 0)); then
      shift "$TAKEN"
      continue
    fi
    case $1 in
      --yes) YES=true ;;
      --help) print_help && exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

show_what_goes() {
  local count
  tf plan -destroy -input=false ${TF_VARIABLES[@]+"${TF_VARIABLES[@]}"} >&2
  count=$(tf state list | grep -cv '^data\.') || true
  say "$count resources of the stack '$name' in account $ACCOUNT, region $AWS_REGION, with every event, image and backup"
}

check_protection() {
  if [[ $(variable deletion_protection) == true ]]; then
    die "deletion_protection is on: set it to false, run scripts/deploy.sh, then destroy"
  fi
}

# ---- emptying ------------------------------------------------------------------------------------------------------

empty_repository() {
  local digest
  for digest in $(aws_cli ecr list-images --repository-name "$name-api" --query 'imageIds[].imageDigest' --output text \
    2>/dev/null); do
    if [[ $digest == sha256:* ]]; then
      say "deleting the image $digest"
      aws_cli ecr batch-delete-image --repository-name "$name-api" --image-ids "imageDigest=$digest" >/dev/null
    fi
  done
}

empty_buckets() {
  local purpose bucket
  while read -r purpose bucket; do
    say "emptying the bucket of $purpose"
    aws_cli s3 rm "s3://$bucket" --recursive --only-show-errors
    empty_versions "$bucket" Versions
    empty_versions "$bucket" DeleteMarkers
  done < <(output_lines bucket_names)
}

# Needed only if somebody turned versioning on; 500 at a time, as one call takes 1000 at most.
empty_versions() { # BUCKET Versions|DeleteMarkers
  local query="{Objects: $2[].{Key: Key, VersionId: VersionId}, Quiet: \`true\`}"
  while aws_cli s3api list-object-versions --bucket "$1" --max-items 500 --query "$query" --output json >"$WORK/versions.json" &&
    grep -q '"Key"' "$WORK/versions.json"; do
    aws_cli s3api delete-objects --bucket "$1" --delete "file://$WORK/versions.json" >/dev/null
  done
}

empty_vault() {
  local vault point
  vault=$(output backup_vault)
  if [[ -z $vault ]]; then return; fi
  for point in $(aws_cli backup list-recovery-points-by-backup-vault --backup-vault-name "$vault" \
    --query 'RecoveryPoints[].RecoveryPointArn' --output text); do
    if [[ $point != None ]]; then
      aws_cli backup delete-recovery-point --backup-vault-name "$vault" --recovery-point-arn "$point"
    fi
  done
}

# ---- destroying ----------------------------------------------------------------------------------------------------

destroy() {
  local attempt
  for ((attempt = 1; attempt <= ATTEMPTS; attempt++)); do
    if tf destroy -input=false -auto-approve ${TF_VARIABLES[@]+"${TF_VARIABLES[@]}"} >&2; then return; fi
    say "attempt $attempt of $ATTEMPTS failed"
    wait_for_interfaces
  done
  die "the stack could not be destroyed: see above, then run this again"
}

# Lambda gives the interfaces of its functions back up to 40 minutes after they are gone; subnets cannot go before.
wait_for_interfaces() {
  if [[ -n $vpc ]]; then
    wait_until "$INTERFACES_LIMIT_S" "Lambda gives its network interfaces back" has_no_interfaces
  fi
}

has_no_interfaces() {
  local state id
  while read -r id state; do
    # One that nobody uses is only forgotten: delete it.
    if [[ $state == available ]]; then aws_cli ec2 delete-network-interface --network-interface-id "$id" || true; fi
  done < <(interfaces)
  [[ -z $(interfaces) ]]
}

interfaces() {
  aws_cli ec2 describe-network-interfaces --output text --query 'NetworkInterfaces[].[NetworkInterfaceId, Status]' \
    --filters "Name=vpc-id,Values=$vpc" 'Name=interface-type,Values=lambda' | sed '/^None/d'
}

# What came into being beside Terraform: the certificate, the backups of backup.sh, the tables of restore.sh, and log
# groups that a last line of a function made again.
remove_the_rest() {
  local certificate backup table group definition
  certificate=$(find_certificate)
  if [[ -n $certificate ]]; then
    say "deleting the self-signed certificate"
    # The load balancer may hold on to it for a moment.
    wait_until 300 "the certificate is out of use" aws_cli acm delete-certificate --certificate-arn "$certificate"
  fi
  for backup in $(aws_cli dynamodb list-backups --backup-type USER --output text \
    --query "BackupSummaries[?starts_with(BackupName, '$name.')].BackupArn"); do
    if [[ $backup != None ]]; then aws_cli dynamodb delete-backup --backup-arn "$backup" >/dev/null; fi
  done
  for table in $(aws_cli dynamodb list-tables --output text \
    --query "TableNames[?starts_with(@, '$name-') && ends_with(@, '-restored')]"); do
    if [[ $table != None ]]; then aws_cli dynamodb delete-table --table-name "$table" >/dev/null; fi
  done
  for group in $(aws_cli logs describe-log-groups --log-group-name-prefix "/aws/lambda/$name-" \
    --query 'logGroups[].logGroupName' --output text); do
    if [[ $group != None ]]; then aws_cli logs delete-log-group --log-group-name "$group"; fi
  done
  # Terraform only deregisters task definitions, which then stay for ever.
  for definition in $(aws_cli ecs list-task-definitions --family-prefix "$name-api" --status INACTIVE \
    --query 'taskDefinitionArns[]' --output text); do
    if [[ $definition != None ]]; then
      aws_cli ecs delete-task-definitions --task-definitions "$definition" >/dev/null 2>&1 ||
        say "the inactive task definition $definition could not be deleted; it costs nothing"
    fi
  done
}

# ---- verifying -----------------------------------------------------------------------------------------------------

# The tagging service forgets some minutes late, so what it lists is asked for again.
verify() {
  local limit_s=600
  if on_emulator; then limit_s=0; fi
  WAIT_STEP_S=15 wait_until "$limit_s" "nothing is tagged Project=$name any more" nothing_left
  printf 'Nothing tagged Project=%s is left in %s.\n' "$name" "$AWS_REGION"
}

nothing_left() {
  local arn left=0
  for arn in $(tagged); do
    if ! is_history "$arn"; then
      say "left: $arn"
      left=$((left + 1))
    fi
  done
  ((left == 0))
}

tagged() {
  aws_cli resourcegroupstaggingapi get-resources --tag-filters "Key=Project,Values=$name" --output text \
    --query 'ResourceTagMappingList[].ResourceARN' | sed '/^None$/d'
}

# ECS remembers what it deleted for a while, as INACTIVE: no resource any more, and free.
is_history() { # ARN
  local cluster
  case $1 in
    arn:*:ecs:*:task-definition/*) true ;;
    arn:*:ecs:*:cluster/*)
      [[ $(aws_cli ecs describe-clusters --clusters "$1" --output text --query "clusters[?status!='INACTIVE'].status") == '' ]]
      ;;
    arn:*:ecs:*:service/*)
      cluster=$(printf '%s' "$1" | cut -d / -f 2)
      [[ $(aws_cli ecs describe-services --cluster "$cluster" --services "$1" --output text \
        --query "services[?status!='INACTIVE'].status") == '' ]]
      ;;
    *) false ;;
  esac
}

main() {
  parse "$@"
  check_terraform
  check_aws
  make_work_folder
  init_terraform
  # No image is needed to destroy; any tag makes the variable valid.
  export TF_VAR_image_tag=${TF_VAR_image_tag:-none}
  choose_variables
  name=$(output name)
  name=${name:-$(variable name)}
  vpc=$(output vpc_id)
  check_protection
  show_what_goes
  confirm "Destroy all of it?" "$name"
  empty_repository
  empty_buckets
  empty_vault
  destroy
  wait_for_interfaces
  remove_the_rest
  verify
}

main "$@"
