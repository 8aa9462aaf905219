#!/usr/bin/env bash
#
# test_terraform.sh - checks the Terraform code offline: format, validity, its unit tests with a mocked provider, and each
# profile of terraform/profiles.
#
# Usage: scripts/test_terraform.sh [--help]
#
# Needs no credentials. The provider comes from the network, or from where TF_CLI_CONFIG_FILE says. TERRAFORM names
# another terraform. Without one the test is skipped, loudly; with CI=true it fails.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help && exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  if ! command -v "$TERRAFORM" >/dev/null; then
    skip_or_fail 'the Terraform code' 'install terraform 1.10 or newer, or set TERRAFORM'
    return
  fi
  check_terraform
  make_work_folder
  # A folder of its own for the provider, so that a deployed stack's backend stays as it is; and no AWS in sight.
  export TF_DATA_DIR=$WORK/terraform AWS_EC2_METADATA_DISABLED=true
  unset AWS_PROFILE AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  export AWS_REGION=${AWS_REGION:-eu-west-1}
  tf fmt -check -recursive -diff
  tf init -backend=false -input=false -no-color ${LOCK_FILE[@]+"${LOCK_FILE[@]}"} >"$WORK/init.log" 2>&1 || die "$(cat "$WORK/init.log")"
  tf validate -no-color
  tf test -no-color
  test_profiles
}

# Each is a deployment that makes sense, at the price that it names.
test_profiles() {
  local profile
  for profile in "$ROOT"/terraform/profiles/*.tfvars; do
    printf 'profile %s\n' "$(basename "$profile" .tfvars)"
    tf test -no-color -filter=tests/profile.tftest.hcl -var-file="$profile"
  done
}

main "$@"
