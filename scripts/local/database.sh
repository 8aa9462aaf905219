#!/usr/bin/env bash
#
# database.sh - pauses the database of a running local stack, and lets it go on: a service that answers late, not one that is gone.
#
# Usage: scripts/local/database.sh pause | go | status | --help
#
#   pause    its process stands still (SIGSTOP): what was sent to it stays on the way, and will be done after "go"
#   go       it goes on (SIGCONT) with what has gathered
#   status   says whether it runs or is paused
#
# This is what shows a write that is not repeatable: the caller gives up waiting and sends it again, and then both count.
# Works from any folder. Environment: DATA, the stack's folder (default: target/local of this checkout).
# Exit codes: 0 done, 1 no stack runs there, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../lib.sh"

signal() { # SIGNAL
  local answer
  answer=$(ask_stack database/status)
  kill -s "$1" "${answer#* }"
}

status() {
  local answer state=runs
  answer=$(ask_stack database/status)
  if [[ $(ps -o state= -p "${answer#* }") == T* ]]; then state='is paused'; fi
  printf 'database %s %s, pid %s\n' "${answer% *}" "$state" "${answer#* }"
}

main() {
  (($# == 1)) || wrong_usage "say pause, go or status"
  case $1 in
    pause) signal STOP ;;
    go) signal CONT ;;
    status) ;;
    --help) print_help; return ;;
    *) wrong_usage "unknown: '$1'; say pause, go or status" ;;
  esac
  status
}

main "$@"
