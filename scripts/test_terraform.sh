#!/usr/bin/env bash
#
# test_terraform.sh - checks the Terraform code offline: format, validity, order, and its unit tests with a mocked provider,
# those of the deployer's role too; and under OpenTofu, where there is a tofu.
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
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  if ! command -v "$TERRAFORM" >/dev/null; then
    skip_or_fail 'the Terraform code' 'install terraform 1.10 or newer, or set TERRAFORM'
    return
  fi
  check_terraform
  make_work_folder
  tf fmt -check -recursive -diff
  init_offline -test-directory=tests
  tf validate -no-color
  test_order
  tf test -no-color
  test_deployer
  test_tofu
}

# The same code by the other tool, where it can be had.
test_tofu() {
  local tofu=$WORK/tofu
  if ! command -v tofu >/dev/null; then
    printf 'SKIPPED  the Terraform code under OpenTofu: there is no tofu on this machine\n' >&2
    return
  fi
  mkdir "$tofu"
  cp -Rp "$ROOT"/terraform/{*.tf,pipeline.json,data,tests,README.md,terraform.tfvars.example} "$tofu/"
  tofu -chdir="$tofu" init -input=false -no-color >"$WORK/init.log" 2>&1 || die "$(cat "$WORK/init.log")"
  tofu -chdir="$tofu" validate -no-color
  tofu -chdir="$tofu" test -no-color
}

# In a copy, since the lock file is the stack's.
test_deployer() {
  local folder=$WORK/deployer
  mkdir "$folder"
  cp -Rp "$ROOT"/terraform/deployer/*.{tf,txt} "$ROOT"/terraform/deployer/tests "$ROOT/terraform/.terraform.lock.hcl" "$folder/"
  unset TF_DATA_DIR
  "$TERRAFORM" -chdir="$folder" init -input=false -no-color ${LOCK_FILE[@]+"${LOCK_FILE[@]}"} >"$WORK/init.log" 2>&1 || die "$(cat "$WORK/init.log")"
  "$TERRAFORM" -chdir="$folder" test -no-color
}

# A mapping waits for the service, and the service, which takes its minutes, for what the mapping calls.
test_order() {
  local edge
  tf graph >"$WORK/graph"
  for edge in '"aws_lambda_event_source_mapping.this" -> "aws_ecs_service.api"' '"aws_ecs_service.api" -> "aws_lambda_alias.live"'; do
    grep -qF "$edge" "$WORK/graph" || die "Terraform would make things in another order: $edge is missing"
  done
}

main "$@"
