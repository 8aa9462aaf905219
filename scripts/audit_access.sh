#!/usr/bin/env bash
#
# audit_access.sh - who may talk to whom: what the Terraform code opens, against scripts/audit/access.lock.
#
# Usage: scripts/audit_access.sh [check|update] [--help]
#
#   check    (default) fail when the code opens something else than access.lock says
#   update   write access.lock and its picture access.md anew, for a change that is meant
#
# Terraform applies the code to an AWS that it pretends (terraform/tests/access), so that nothing is asked of a network and no
# credentials are needed. Run "make build" before. Without terraform it is skipped, loudly; with CI=true it fails.
# Exit codes: 0 as committed, 1 not, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

apply_to_nothing() {
  tf test -test-directory=tests/access -json -verbose >"$WORK/printed" 2>"$WORK/test.log" ||
    die "Terraform cannot apply the code to a pretended AWS: $(errors)"
}

errors() {
  cat "$WORK/test.log"
  sed -n 's/.*"@level":"error","@message":"\([^"]*\).*/\1/p' "$WORK/printed" | head -n 20
}

main() {
  local action=check
  case "${1:-}" in
    '' | check) ;;
    update) action=update ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  if ! command -v "$TERRAFORM" >/dev/null; then
    skip_or_fail 'who may talk to whom' 'install terraform 1.10 or newer, or set TERRAFORM'
    return
  fi
  check_terraform
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  make_work_folder
  init_offline -test-directory=tests/access
  apply_to_nothing
  TOOLS_CLASS_PATH="$ROOT/scripts/local/target/lib/*" run_tool audit.Access "$action" "$WORK/printed" "$ROOT/scripts/audit"
  printf 'ok    who may talk to whom is as in access.lock, %s facts\n' "$(grep -c '^[^#[]' "$ROOT/scripts/audit/access.lock")"
}

main "$@"
