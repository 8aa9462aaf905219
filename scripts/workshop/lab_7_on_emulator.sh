#!/usr/bin/env bash
#
# lab_7_on_emulator.sh - does lab 7 on the emulator that AWS_EMULATOR names, with the check before and after; for labs.sh.
#
# Usage: scripts/workshop/lab_7_on_emulator.sh [--help]
#
# Works in a copy of its own, target/labs-7, with what "make build" built. AWS_EMULATOR is a command that takes start and stop; start
# prints exports to eval. Exit codes: 0 as it should be, 1 not, 2 wrong usage.

set -euo pipefail

WORKSHOP=$(unset CDPATH && cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)/target/labs-7
export WORKSHOP

# shellcheck source=scripts/workshop/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

lab() { # COMMAND
  "$ROOT/scripts/workshop/lab.sh" "$1" 7
}

clean_up() {
  "$AWS_EMULATOR" stop >/dev/null 2>&1 || true
  rm -rf "$COPY"
}

start_emulator() {
  local plugins=${TF_CLI_CONFIG_FILE:-} exports
  # An emulator and a state of one's own, beside any other on this machine.
  export XDG_CACHE_HOME=$COPY/cache
  exports=$("$AWS_EMULATOR" start) || die "'$AWS_EMULATOR start' failed"
  eval "$exports"
  # Whoever runs this may be logged in to AWS.
  on_emulator || die "AWS_ENDPOINT_URL '${AWS_ENDPOINT_URL:-}' is not on the loopback"
  if [[ -n $plugins ]]; then export TF_CLI_CONFIG_FILE=$plugins; fi
}

main() {
  case ${1:-} in
    '') ;;
    --help) print_help; return ;;
    *) wrong_usage "unknown: '$1'" ;;
  esac
  [[ -n ${AWS_EMULATOR:-} ]] || die 'AWS_EMULATOR does not name an emulator'
  rm -rf "$COPY"
  trap clean_up EXIT
  lab prepare >/dev/null 2>&1
  (cd "$ROOT" && tar -cf - api/target/*.jar api/target/lib consumer/target/*.zip scripts/tools/target/*.jar) | tar -C "$COPY" -xf -
  start_emulator
  if lab check >"$COPY/before.log" 2>&1; then die 'lab 7: the check passes before anything was done'; fi
  printf 'lab 7: the check says %s things are missing\n' "$(grep -c '^missing' "$COPY/before.log")"
  lab solution >"$COPY/solution.log" 2>&1 || die "lab 7: the solution fails: $(tail -n 40 "$COPY/solution.log")"
  lab check >"$COPY/after.log" 2>&1 || die "lab 7: the check fails after the solution: $(<"$COPY/after.log")"
  printf 'lab 7: the check passes after %s s\n' "$SECONDS"
}

main "$@"
