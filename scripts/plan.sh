#!/usr/bin/env bash
#
# plan.sh - shows what scripts/deploy.sh would change on AWS, and changes nothing.
#
# Usage: scripts/plan.sh [OPTION]...
#
#   --var NAME=VALUE       a Terraform variable (best kept in terraform/terraform.tfvars)
#   --var-file FILE        a file of them
#   --http, --https        as for scripts/deploy.sh
#   --state-bucket BUCKET  the state is there (needed once; Terraform remembers)
#   --state-key KEY        (default: plainstream/terraform.tfstate)
#   --detailed-exitcode    exit with 2 if something would change
#   --digest-file FILE     write the plan's digest there, for scripts/deploy.sh --approved
#   --help
#
# Exit codes: 0 planned, 1 failed, 2 wrong usage, or changes with --detailed-exitcode.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/lib_stack.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib_stack.sh"

plan_options=() digest_file=''

parse() {
  while (($# > 0)); do
    take_stack_option "$@"
    if ((TAKEN > 0)); then
      shift "$TAKEN"
      continue
    fi
    case $1 in
      --digest-file) digest_file=${2:?"$1 needs a value"} && shift ;;
      --detailed-exitcode) plan_options+=(-detailed-exitcode) ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

main() {
  parse "$@"
  check_terraform
  check_aws
  make_work_folder
  init_terraform
  choose_variables
  if certificate_needed; then say "scripts/deploy.sh would also import a self-signed certificate; the plan shows a placeholder"; fi
  if [[ -n $digest_file ]]; then plan_options+=(-out="$WORK/stack.plan"); fi
  tf plan -input=false ${plan_options[@]+"${plan_options[@]}"} "${TF_VARIABLES[@]}"
  if [[ -n $digest_file ]]; then digest_of "$WORK/stack.plan" >"$digest_file"; fi
}

main "$@"
