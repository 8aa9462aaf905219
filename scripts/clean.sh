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

# The stack that holds the lock beside its data wrote its process there: "pid 4711, http://127.0.0.1:8000".
refuse_beside_stack() {
  local lock holder pid
  for lock in "$ROOT"/target/*.lock; do
    if [[ ! -f $lock ]]; then continue; fi
    holder=$(<"$lock")
    pid=$(sed -n 's/^pid \([0-9]*\).*/\1/p' "$lock")
    if [[ -n $pid ]] && kill -0 "$pid" 2>/dev/null; then
      die "a local stack ($holder) keeps its data in ${lock%.lock}: stop it first"
    fi
  done
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help && exit ;;
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
