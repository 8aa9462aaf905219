#!/usr/bin/env bash
#
# deploy.sh - provisions everything on AWS, ships the image, and runs the smoke test. Asks once, after showing the plan.
#
# Usage: scripts/deploy.sh [OPTION]...
#
#   --var NAME=VALUE       a Terraform variable (best kept in terraform/terraform.tfvars, see terraform.tfvars.example)
#   --var-file FILE        a file of them
#   --http, --https        without HTTPS, and so without a certificate, or with it again; it stays as it was deployed last
#   --state-bucket BUCKET  keep the state there, locked and encrypted; the bucket is made, and a state moved, after a question
#   --state-key KEY        (default: plainstream/terraform.tfstate)
#   --state-here           move the state from its bucket back to terraform/, after a question
#   --registry REGISTRY    push the image there instead of to the stack's repository; for an emulator's test
#   --skip-image           neither build nor push an image
#   --skip-smoke           no smoke test at the end
#   --yes                  approve without a question
#   --approved DIGEST      approve the plan of that digest (scripts/plan.sh --digest-file), and no other
#   --help
#
# Steps: checks of tools, credentials and quotas; certificate (a self-signed one is imported into ACM unless
# certificate_arn names one; its key never enters the state; a "no" deletes it again); plan; question; image; the plan
# that was shown, as it was shown; the tasks and mappings that were asked for run; smoke test. The first time, the image
# repository comes before the image by a plan of its own, which is shown too; the rest is then planned again and must be
# what was approved. Each step can be run again after a failure. What was chosen is kept for everyone: see lib_stack.sh.
# The URL goes to stdout. With AWS_ENDPOINT_URL on this machine, what needs the real AWS is named and left out.
# Exit codes: 0 deployed, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/lib_stack.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_stack.sh"

YES=false MAY_MOVE_STATE=true
registry='' skip_image=false skip_smoke=false imported_certificate='' approved=''
readonly STABLE_LIMIT_S=900 MAPPING_LIMIT_S=600

parse() {
  while (($# > 0)); do
    take_stack_option "$@"
    if ((TAKEN > 0)); then
      shift "$TAKEN"
      continue
    fi
    case $1 in
      --registry) registry=${2:?"$1 needs a value"} && shift ;;
      --skip-image) skip_image=true ;;
      --skip-smoke) skip_smoke=true ;;
      --yes) YES=true ;;
      --approved) approved=${2:?"$1 needs a value"} YES=true && shift ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

# ---- checks, before anything is made -------------------------------------------------------------------------------

check_tools() {
  local package
  check_terraform
  need openssl 'it makes the self-signed certificate'
  if needs_image; then
    # shellcheck disable=SC2086
    $DOCKER version >/dev/null 2>&1 || die "'$DOCKER' does not answer: start it, set DOCKER, or give --skip-image"
  fi
  for package in function layer; do
    [[ -f $ROOT/consumer/target/$package.zip ]] || die "consumer/target/$package.zip is missing: run 'make build' first"
  done
}

needs_image() {
  if $skip_image; then return 1; fi
  # An emulator has no registry: only one that is named can be pushed to.
  ! on_emulator || [[ -n $registry ]]
}

# What lets an apply fail half-way on a new account, said before the first resource exists.
check_account() {
  local name
  name=$(variable name)
  if [[ -z $(output name) ]]; then
    check_vpcs
    check_leftovers "$name"
  fi
  check_concurrency
}

check_vpcs() {
  local count quota=5
  if [[ $(switch makes_network) != true ]]; then return; fi
  count=$(aws_cli ec2 describe-vpcs --query 'length(Vpcs)' --output text)
  if ((count >= quota)); then
    say "warning: $count VPCs in $AWS_REGION, and the usual quota is $quota: the apply may fail (Service Quotas, L-F678F1CE)"
  fi
}

# Names that are taken: better said now than after ten minutes.
check_leftovers() { # NAME
  if aws_cli ecr describe-repositories --repository-names "$1-api" >/dev/null 2>&1 &&
    ! in_state aws_ecr_repository.api && [[ $(variable import_ecr_repository) != true ]]; then
    die "the image repository $1-api exists already: to take it over, put import_ecr_repository = true into terraform/terraform.tfvars"
  fi
  if aws_cli schemas describe-registry --registry-name lambda-testevent-schemas >/dev/null 2>&1 &&
    ! in_state aws_schemas_registry.test_events && [[ $(variable test_event_registry) == create ]]; then
    die "this account has a registry of shareable test events already: put test_event_registry = \"share\" into" \
      "terraform/terraform.tfvars to use it (\"import\" to own it, \"none\" to do without)"
  fi
}

in_state() { # RESOURCE
  local list
  list=$(tf state list 2>/dev/null) && [[ $list == *"$1"* ]]
}

check_concurrency() {
  local limit
  limit=$(aws_cli lambda get-account-settings --query AccountLimit.ConcurrentExecutions --output text 2>/dev/null) || return 0
  if [[ $limit =~ ^[0-9]+$ ]] && ((limit <= 10)); then
    say "warning: this account may run $limit functions at once; ask for more (Service Quotas, L-B99A9384) before a load"
  fi
}

# ---- steps ---------------------------------------------------------------------------------------------------------

make_state_bucket() {
  if [[ -z $STATE_BUCKET ]]; then return; fi
  if aws_cli s3api head-bucket --bucket "$STATE_BUCKET" >/dev/null 2>&1; then return; fi
  confirm "The state's bucket $STATE_BUCKET does not exist yet. Make it?" yes
  local location=()
  # us-east-1 is the default and must not be named.
  if [[ $AWS_REGION != us-east-1 ]]; then location=(--create-bucket-configuration "LocationConstraint=$AWS_REGION"); fi
  aws_cli s3api create-bucket --bucket "$STATE_BUCKET" ${location[@]+"${location[@]}"} >/dev/null
  aws_cli s3api put-bucket-versioning --bucket "$STATE_BUCKET" --versioning-configuration Status=Enabled
  aws_cli s3api put-public-access-block --bucket "$STATE_BUCKET" --public-access-block-configuration \
    BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
}

# Nothing is applied but a plan that was written to a file and shown.
write_plan() { # FILE TERRAFORM-ARGUMENT...
  local file=$WORK/$1
  shift
  tf plan -input=false -out="$file" "$@" "${TF_VARIABLES[@]}" >&2
}

apply_plan() { # FILE
  tf apply -input=false -auto-approve "$WORK/$1" >&2
}

# What a plan does, a line each: "aws_vpc.main[0] will be created".
steps_of() { # FILE
  tf show -no-color "$WORK/$1" | sed -n 's/^  # \([^(]* \(will\|must\) be .*\)$/\1/p' | sort
}

needs_repository() {
  ! in_state aws_ecr_repository.api
}

show_plans() {
  if needs_repository; then
    say "first the repository, which the image needs (-target), then everything:"
    write_plan repository.plan -target=aws_ecr_repository.api -target=aws_ecr_lifecycle_policy.api
  fi
  write_plan stack.plan
  if [[ -n $approved && $(digest_of "$WORK/stack.plan") != "$approved" ]]; then
    die "this is not the plan that was approved: something has changed since then"
  fi
}

# Whoever approves sees all of it: what is planned after the repository is there may hold nothing that was not shown.
make_repository() {
  local new
  if ! needs_repository; then return; fi
  steps_of stack.plan >"$WORK/approved"
  apply_plan repository.plan
  write_plan stack.plan >/dev/null 2>&1 || write_plan stack.plan
  new=$(steps_of stack.plan | comm -13 "$WORK/approved" -)
  if [[ -n $new ]]; then
    write_plan stack.plan
    YES=false confirm "The plan has changed: $new. Apply it?" yes
  fi
}

# The key exists in a folder that only this user can read, for the second between its making and the import. The name
# is the load balancer's, so that a client that trusts the certificate can check it.
import_certificate() {
  say "self-signed certificate, valid for a year"
  (
    umask 077
    printf '[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=%s\n[ext]\nsubjectAltName=DNS:*.%s.elb.amazonaws.com\n' \
      "$(variable name)" "$AWS_REGION" >"$WORK/openssl.cnf"
    openssl req -x509 -newkey rsa:2048 -nodes -days 365 -config "$WORK/openssl.cnf" \
      -keyout "$WORK/key.pem" -out "$WORK/certificate.pem" 2>/dev/null
  )
  imported_certificate=$(aws_cli acm import-certificate --certificate "fileb://$WORK/certificate.pem" \
    --private-key "fileb://$WORK/key.pem" --query CertificateArn --output text \
    --tags "Key=Project,Value=$(variable name)" Key=Role,Value=self-signed)
  rm -f "$WORK/key.pem"
  OWN_CERTIFICATE=$imported_certificate
  sed "s|$NO_CERTIFICATE_YET|$imported_certificate|" "$WORK/chosen.tfvars" >"$WORK/with_certificate"
  cp "$WORK/with_certificate" "$WORK/chosen.tfvars"
  trap 'drop_certificate; rm -rf "$WORK"' EXIT
}

# A certificate is free and in nobody's way, but a "no" leaves nothing behind.
drop_certificate() {
  if [[ -z $imported_certificate ]]; then return; fi
  aws_cli acm delete-certificate --certificate-arn "$imported_certificate" >/dev/null 2>&1 ||
    say "the imported certificate $imported_certificate is in use and stays"
}

ship_image() {
  local tag repository=${registry:+$registry/}
  repository=${repository:+${repository}plainstream-api}
  repository=${repository:-$(output ecr_repository_url)}
  tag=$(variable image_tag)
  if ! needs_image; then
    say "step left out: image (it needs the real AWS, --registry, or no --skip-image)"
    return
  fi
  if [[ -z $registry ]]; then
    if is_pushed; then
      say "the image $repository:$tag is there already"
      return
    fi
    # shellcheck disable=SC2086
    aws_cli ecr get-login-password | $DOCKER login --username AWS --password-stdin "${repository%%/*}" >&2
  fi
  "$ROOT/scripts/image.sh" --push --repository "$repository" --tag "$tag" --platform "$(platform)" >&2
}

is_pushed() {
  aws_cli ecr describe-images --repository-name "$(variable name)-api" --image-ids "imageTag=$tag" >/dev/null 2>&1
}

# A test registry takes what this machine can build.
platform() {
  if [[ -n $registry ]]; then
    case $(uname -m) in
      arm64 | aarch64) printf 'linux/arm64' ;;
      *) printf 'linux/amd64' ;;
    esac
  elif [[ $(variable cpu_architecture) == ARM64 ]]; then
    printf 'linux/arm64'
  else
    printf 'linux/amd64'
  fi
}

# Terraform has waited until the service is stable; but one that ECS rolled back is stable too.
check_service() {
  local service
  service=$(output ecs_service)
  if [[ -z $service ]]; then return; fi
  if on_emulator && [[ ${CHECK_SERVICE:-false} != true ]]; then
    say "step left out: the service's tasks run (it needs the real AWS)"
    return
  fi
  wait_until "$STABLE_LIMIT_S" "the service is stable" is_stable "$service"
}

# What runs must be what was asked for.
is_stable() { # SERVICE
  local wanted running deployments state complete
  wanted=$(output task_definition_arn)
  read -r running deployments state complete < <(aws_cli ecs describe-services --cluster "$(output ecs_cluster)" \
    --services "$1" --output text --query \
    'services[0].[taskDefinition, length(deployments), deployments[0].rolloutState, runningCount == desiredCount]')
  case "$state $deployments $complete" in
    FAILED*) tell_failure "$1" "the deployment of $wanted failed" ;;
    COMPLETED\ 1\ True) [[ $running == "$wanted" ]] || tell_failure "$1" "ECS rolled $wanted back; $running runs" ;;
    *) return 1 ;;
  esac
}

tell_failure() { # SERVICE WHAT
  local cluster task
  cluster=$(output ecs_cluster)
  for task in $(aws_cli ecs list-tasks --cluster "$cluster" --family "$(variable name)-api" --desired-status STOPPED \
    --query 'taskArns[:3]' --output text); do
    if [[ $task != None ]]; then
      aws_cli ecs describe-tasks --cluster "$cluster" --tasks "$task" --output text \
        --query 'tasks[].[taskDefinitionArn, stoppedReason, containers[0].reason, containers[0].exitCode]' >&2
    fi
  done
  say "the last lines of its log:"
  aws_cli logs filter-log-events --log-group-name "$(output_of log_groups api)" --start-time "$((($(date +%s) - 1800) * 1000))" \
    --max-items 20 --query 'events[].[message]' --output text >&2 || true
  die "$2: see above, and scripts/logs.sh"
}

# The alias may name a version before its snapshot is made; until then invocations fail, and pollers try again.
wait_for_functions() {
  local name function
  if on_emulator; then return; fi
  while read -r name function; do
    say "waiting until the function $name is active"
    aws_cli lambda wait published-version-active --function-name "$function" --qualifier "$(output function_alias)" ||
      die "the function $name did not become active"
  done < <(output_lines function_names)
}

wait_for_mappings() {
  local topic id
  if [[ $(variable enable_mappings) != true ]]; then return; fi
  while read -r topic id; do
    wait_until "$MAPPING_LIMIT_S" "the mapping of $topic is enabled" is_enabled "$id"
  done < <(output_lines event_source_mapping_ids)
}

is_enabled() { # ID
  [[ $(aws_cli lambda get-event-source-mapping --uuid "$1" --query State --output text) == Enabled ]]
}

smoke_test() {
  if $skip_smoke || [[ -z $(output url) ]]; then return; fi
  if on_emulator; then
    say "step left out: smoke test of $(output url) (it needs the real AWS)"
    return
  fi
  "$ROOT/scripts/smoke.sh" --deployed --wait 60 >&2
}

report() {
  say "estimated cost at rest: $(output_of hourly_cost_usd total) USD an hour, by list prices of" \
    "$(output_of hourly_cost_usd region), $(output_of hourly_cost_usd date); scripts/destroy.sh ends it"
  output url
  printf '\n'
}

main() {
  parse "$@"
  check_aws
  make_work_folder
  check_tools
  make_state_bucket
  init_terraform
  choose_variables
  check_account
  if certificate_needed; then import_certificate; fi
  show_plans
  confirm "Apply this to account $ACCOUNT, region $AWS_REGION?" yes
  make_repository
  ship_image
  imported_certificate=''
  apply_plan stack.plan
  record_settings
  check_service
  wait_for_functions
  wait_for_mappings
  smoke_test
  report
}

main "$@"
