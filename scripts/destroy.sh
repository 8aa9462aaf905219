#!/usr/bin/env bash
#
# destroy.sh - removes everything that deploy.sh made, with all data, and verifies that nothing is left. Asks once.
#
# Usage: scripts/destroy.sh [OPTION]...
#
#   --var NAME=VALUE       a Terraform variable, as it was given to deploy.sh
#   --var-file FILE        a file of them
#   --state-bucket BUCKET  as given to deploy.sh; the bucket itself stays
#   --state-key KEY
#   --yes                  approve without a question
#   --help
#
# Shows what will go; empties the image repository, the buckets (with all versions) and the backup vault; destroys, up to
# three times: Lambda gives network interfaces back late (up to 40 minutes), and GuardDuty puts an endpoint and a security
# group into the VPC, which are removed. What else is in the way is named with its owner. Then goes what came into being
# beside Terraform: the self-signed certificate, the settings, the backups of backup.sh and the copies of restore.sh. At
# last it asks the services and the tags what is left and fails if there is anything. With deletion_protection nothing is
# destroyed.
# Exit codes: 0 nothing is left, 1 something is, or an error, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/lib_stack.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_stack.sh"

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
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

show_what_goes() {
  local count
  tf plan -destroy -input=false -out="$WORK/destroy.plan" "${TF_VARIABLES[@]}" >&2
  count=$(tf state list | grep -cv '^data\.') || true
  say "$count resources of the stack '$name' in account $ACCOUNT, region $AWS_REGION, with every event, image and backup"
}

check_protection() {
  if [[ $(switch deletion_protection) == true ]]; then
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

# First what was shown, and no more; then what is left of it.
destroy() {
  local attempt
  if tf apply -input=false -auto-approve "$WORK/destroy.plan" >&2; then return; fi
  for ((attempt = 2; attempt <= ATTEMPTS; attempt++)); do
    say "attempt $((attempt - 1)) of $ATTEMPTS failed"
    empty_buckets # the load balancer's last logs come late
    clear_network
    if tf destroy -input=false -auto-approve "${TF_VARIABLES[@]}" >&2; then return; fi
  done
  die "the stack could not be destroyed: see above, then run this again"
}

# What is not the stack's own keeps subnets and VPC from going. While the VPC is there:
clear_network() {
  if [[ -z $vpc ]] || ! vpc_exists; then return; fi
  remove_guardduty
  wait_until "$INTERFACES_LIMIT_S" "the network interfaces in $vpc are given back" has_no_interfaces
}

vpc_exists() {
  aws_cli ec2 describe-vpcs --vpc-ids "$vpc" >/dev/null 2>&1
}

# GuardDuty's runtime monitoring makes both by itself, and leaves them when what it watched is gone:
# https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-resource-clean-up.html
remove_guardduty() {
  local id
  for id in $(aws_cli ec2 describe-vpc-endpoints --output text --query 'VpcEndpoints[].VpcEndpointId' \
    --filters "Name=vpc-id,Values=$vpc" 'Name=tag:GuardDutyManaged,Values=true'); do
    if [[ $id == None ]]; then continue; fi
    say "deleting the endpoint $id, which GuardDuty made"
    aws_cli ec2 delete-vpc-endpoints --vpc-endpoint-ids "$id" >/dev/null
  done
  wait_until 600 "GuardDuty's endpoint is gone" has_no_guardduty_endpoint
  for id in $(aws_cli ec2 describe-security-groups --output text --query 'SecurityGroups[].GroupId' \
    --filters "Name=vpc-id,Values=$vpc" 'Name=tag:GuardDutyManaged,Values=true'); do
    if [[ $id == None ]]; then continue; fi
    say "deleting the security group $id, which GuardDuty made"
    aws_cli ec2 delete-security-group --group-id "$id" >/dev/null
  done
}

has_no_guardduty_endpoint() {
  [[ -z $(aws_cli ec2 describe-vpc-endpoints --output text --query 'VpcEndpoints[].VpcEndpointId' \
    --filters "Name=vpc-id,Values=$vpc" 'Name=tag:GuardDutyManaged,Values=true' | sed '/^None$/d') ]]
}

# One that nobody uses is only forgotten: it is deleted. The others are named, with whose they are.
has_no_interfaces() {
  local id state kind owner text left=0
  while IFS=$'\t' read -r id state kind owner text; do
    if [[ $state == available ]] && aws_cli ec2 delete-network-interface --network-interface-id "$id"; then continue; fi
    say "still there: $id ($kind, of $owner: $text)"
    left=$((left + 1))
  done < <(interfaces)
  ((left == 0))
}

interfaces() {
  aws_cli ec2 describe-network-interfaces --output text --filters "Name=vpc-id,Values=$vpc" \
    --query 'NetworkInterfaces[].[NetworkInterfaceId, Status, InterfaceType, RequesterId || OwnerId, Description]' | sed '/^None/d'
}

# Of what AWS lists by a prefix, the stack's own: that of a stack with a longer name, shop-test-events beside shop-events, has
# a hyphen more.
own() { # PREFIX [SUFFIX]
  tr '\t' '\n' | grep -E "^$1[a-z_]+${2:-}\$" || true
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
  forget_settings
  for backup in $(aws_cli dynamodb list-backups --backup-type USER --output text \
    --query "BackupSummaries[?starts_with(BackupName, '$name.')].BackupArn"); do
    if [[ $backup != None ]]; then aws_cli dynamodb delete-backup --backup-arn "$backup" >/dev/null; fi
  done
  for table in $(aws_cli dynamodb list-tables --output text \
    --query "TableNames[?starts_with(@, '$name-') && ends_with(@, '-restored')]" | own "$name-" -restored); do
    aws_cli dynamodb delete-table --table-name "$table" >/dev/null
  done
  for group in $(aws_cli logs describe-log-groups --log-group-name-prefix "/aws/lambda/$name-" \
    --query 'logGroups[].logGroupName' --output text | own "/aws/lambda/$name-"); do
    aws_cli logs delete-log-group --log-group-name "$group"
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

# The tagging service forgets some minutes late and learns late too, so the services themselves are asked as well.
verify() {
  local limit_s=600
  if on_emulator; then limit_s=0; fi
  WAIT_STEP_S=15 wait_until "$limit_s" "nothing of $name is left" nothing_left
  printf 'Nothing tagged Project=%s is left in %s.\n' "$name" "$AWS_REGION"
}

nothing_left() {
  local arn left=0
  while read -r arn; do
    if ! is_history "$arn"; then
      say "left: $arn, of $(owner_of "$arn")"
      left=$((left + 1))
    fi
  done < <({
    tagged
    found
  } | tr '\t' '\n' | sed '/^None$/d; /^$/d' | sort -u)
  ((left == 0))
}

owner_of() { # ARN
  case $1 in
    arn:*) printf '%s' "$1" | cut -d : -f 3 ;;
    *) printf 'ec2' ;;
  esac
}

# What costs or stands in the way of the next deployment, by its name or by the VPC.
found() {
  if [[ -n $vpc ]]; then
    aws_cli ec2 describe-vpcs --vpc-ids "$vpc" --query 'Vpcs[].VpcId' --output text 2>/dev/null || true
    interfaces | cut -f 1
  fi
  if [[ $mode != existing ]]; then # one that was there before may have any name
    aws_cli kafka list-clusters-v2 --cluster-name-filter "$name" --output text \
      --query "ClusterInfoList[?(ClusterName=='$name' || ClusterName=='$name-provisioned') && State!='DELETING'].ClusterArn" 2>/dev/null || true
  fi
  aws_cli lambda list-functions --output text --query "Functions[?starts_with(FunctionName, '$name-')].FunctionArn" |
    own "arn:.*:function:$name-"
  aws_cli elbv2 describe-load-balancers --names "$name" --output text --query 'LoadBalancers[].LoadBalancerArn' 2>/dev/null || true
}

tagged() {
  aws_cli resourcegroupstaggingapi get-resources --tag-filters "Key=Project,Values=$name" --output text \
    --query 'ResourceTagMappingList[].ResourceARN' | sed '/^None$/d'
}

# ECS remembers what it deleted for a while, as INACTIVE, and a key waits 30 days for its end: no resources any more, and free.
is_history() { # ARN
  local cluster
  case $1 in
    arn:*:kms:*:key/*)
      [[ $(aws_cli kms describe-key --key-id "$1" --query KeyMetadata.KeyState --output text) == PendingDeletion ]]
      ;;
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
  choose_variables
  name=$(output name)
  name=${name:-$(variable name)}
  mode=$(output kafka_mode)
  vpc=$(output vpc_id)
  check_protection
  show_what_goes
  confirm "Destroy all of it?" "$name"
  empty_repository
  empty_buckets
  empty_vault
  destroy
  clear_network
  remove_the_rest
  verify
}

main "$@"
