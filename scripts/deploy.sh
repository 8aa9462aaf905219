#!/usr/bin/env bash
#
# deploy.sh - provisions everything on AWS, ships the image, and runs the smoke test. Asks once, after showing the plan.
#
# Usage: scripts/deploy.sh [OPTION]...
#
#   --var NAME=VALUE       a Terraform variable (best kept in terraform/terraform.tfvars, see terraform.tfvars.example)
#   --var-file FILE        a file of them
#   --http                 no HTTPS, and so no certificate
#   --state-bucket BUCKET  keep the state there, locked and encrypted; made if absent. Without it: in terraform/
#   --state-key KEY        (default: plainstream/terraform.tfstate)
#   --registry REGISTRY    push the image there instead of to the stack's repository; for an emulator's test
#   --skip-image           neither build nor push an image
#   --skip-smoke           no smoke test at the end
#   --yes                  approve without a question
#   --help
#
# Steps: checks of tools, credentials and quotas; plan; question; image repository; certificate (a self-signed one is
# imported into ACM unless certificate_arn names one; its key never enters the state); image; everything else; waiting
# until the service is stable and the mappings are enabled; smoke test. Each can be run again after a failure.
# The URL goes to stdout. With AWS_ENDPOINT_URL on this machine, what needs the real AWS is named and left out.
# Exit codes: 0 deployed, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

YES=false
registry='' skip_image=false skip_smoke=false
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
      --help) print_help && exit ;;
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
  if [[ $(variable create_vpc) != true ]]; then return; fi
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
  tf state list 2>/dev/null | grep -qF "$1"
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

show_plan() {
  tf plan -input=false ${TF_VARIABLES[@]+"${TF_VARIABLES[@]}"} >&2
}

make_repository() {
  say "image repository"
  apply -target=aws_ecr_repository.api -target=aws_ecr_lifecycle_policy.api
}

apply() { # TERRAFORM-ARGUMENT...
  tf apply -input=false -auto-approve "$@" ${TF_VARIABLES[@]+"${TF_VARIABLES[@]}"} >&2
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
  TF_VAR_certificate_arn=$(aws_cli acm import-certificate --certificate "fileb://$WORK/certificate.pem" \
    --private-key "fileb://$WORK/key.pem" --query CertificateArn --output text \
    --tags "Key=Project,Value=$(variable name)" Key=Role,Value=self-signed)
  rm -f "$WORK/key.pem"
  export TF_VAR_certificate_arn
}

ship_image() {
  local repository=${registry:+$registry/}
  repository=${repository:+${repository}plainstream-api}
  repository=${repository:-$(output ecr_repository_url)}
  if ! needs_image; then
    say "step left out: image (it needs the real AWS, --registry, or no --skip-image)"
    return
  fi
  if [[ -z $registry ]]; then
    if is_pushed; then
      say "the image $repository:$TF_VAR_image_tag is there already"
      return
    fi
    # shellcheck disable=SC2086
    aws_cli ecr get-login-password | $DOCKER login --username AWS --password-stdin "${repository%%/*}" >&2
  fi
  "$ROOT/scripts/image.sh" --push --repository "$repository" --tag "$TF_VAR_image_tag" --platform "$(platform)" >&2
}

is_pushed() {
  aws_cli ecr describe-images --repository-name "$(variable name)-api" --image-ids "imageTag=$TF_VAR_image_tag" >/dev/null 2>&1
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

wait_for_service() {
  local service
  service=$(output ecs_service)
  if [[ -z $service ]]; then return; fi
  if on_emulator; then
    say "step left out: the service's tasks run (it needs the real AWS)"
    return
  fi
  wait_until "$STABLE_LIMIT_S" "the service is stable" is_stable "$service"
}

# A deployment that was rolled back is stable too, but not what was asked for.
is_stable() { # SERVICE
  local state
  state=$(aws_cli ecs describe-services --cluster "$(output ecs_cluster)" --services "$1" --output text \
    --query 'services[0].[length(deployments), deployments[0].rolloutState, runningCount == desiredCount]')
  case $state in
    *FAILED*) die "the deployment failed and is rolled back; see scripts/logs.sh and scripts/status.sh" ;;
    1*COMPLETED*True) return 0 ;;
    *) return 1 ;;
  esac
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
  local url options=()
  url=$(output url)
  if $skip_smoke || [[ -z $url ]]; then return; fi
  if on_emulator; then
    say "step left out: smoke test of $url (it needs the real AWS)"
    return
  fi
  if [[ -n ${TF_VAR_certificate_arn:-} ]] && [[ $(find_certificate) == "$TF_VAR_certificate_arn" ]]; then
    aws_cli acm get-certificate --certificate-arn "$TF_VAR_certificate_arn" --query Certificate --output text >"$WORK/ca.pem"
    options+=(--cacert "$WORK/ca.pem")
  fi
  if [[ $(variable kafka_mode) == none ]]; then options+=(--no-kafka); fi
  "$ROOT/scripts/smoke.sh" ${options[@]+"${options[@]}"} --wait 60 "$url" >&2
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
  show_plan
  confirm "Apply this to account $ACCOUNT, region $AWS_REGION?" yes
  make_repository
  if certificate_needed; then import_certificate; fi
  ship_image
  apply
  wait_for_service
  wait_for_mappings
  smoke_test
  report
}

main "$@"
