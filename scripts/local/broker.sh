#!/usr/bin/env bash
#
# broker.sh - stops, kills or starts the broker of a running local stack alone, to see what the rest does without it.
#
# Usage: scripts/local/broker.sh stop | kill | start | status | --help
#
#   stop     orderly, as for maintenance
#   kill     at once, as by a power cut
#   start    on the same port, with the data that it had
#   status   says whether it runs
#
# Works from any folder. Environment: DATA, the stack's folder (default: target/local of this checkout).
# Exit codes: 0 done, 1 no stack runs there, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../lib.sh"

main() {
  (($# == 1)) || wrong_usage "say stop, kill, start or status"
  case $1 in
    stop | kill | start | status) ask_stack "broker/$1" ;;
    --help) print_help ;;
    *) wrong_usage "unknown: '$1'; say stop, kill, start or status" ;;
  esac
}

main "$@"
