#!/usr/bin/env bash
#
# clean.sh - deletes everything that was built, unless a local stack lives in it.
#
# Usage: scripts/clean.sh [--help]
#
# MVN_ARGS is handed on to Maven. Exit codes: 0 deleted, 1 a stack runs or Maven failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  refuse_beside_stack
  need mvn '3.8.7 or newer: apt-get install maven, or brew install maven'
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  cd "$ROOT"
  # shellcheck disable=SC2086
  mvn --batch-mode --quiet ${MVN_ARGS:-} clean
}

main "$@"
