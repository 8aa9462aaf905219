#!/usr/bin/env bash
# Stops, kills or starts the broker of a running local stack alone, to see what the rest does without it.
#
# Usage: scripts/local/broker.sh stop | kill | start | status
# Environment: DATA, the stack's folder (target/local)
set -euo pipefail

main() {
  local command="${1:-}"
  local control="${DATA:-target/local}/control"
  case "$command" in
    stop | kill | start | status) ;;
    *)
      echo "usage: scripts/local/broker.sh stop | kill | start | status" >&2
      return 2
      ;;
  esac
  if [[ ! -f "$control" ]]; then
    echo "no local stack runs here (no file $control): start it with 'make run'" >&2
    return 1
  fi
  curl --silent --show-error --fail --request POST "$(<"$control")/broker/$command"
}

main "$@"
