#!/usr/bin/env bash
#
# audit_cves.sh - asks OSV for known vulnerabilities of what ships, and checks the answer that stands in openvex.json.
#
# Usage: scripts/audit_cves.sh [OPTION]...
#
#   --answers FILE   ask nobody: take the answers in FILE, {"vulns": […]} as OSV gives them (scripts/audit/osv.json)
#   --help
#
# OSV_ENDPOINT names another server than https://api.osv.dev. What it says is added to scripts/audit/osv.json, which holds
# records of what was mended already, so that a step back is seen too. Run "make build" before.
# Exit codes: 0 each vulnerability is answered and each answer holds, 1 not so, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

answers=$ROOT/scripts/audit/osv.json
endpoint=${OSV_ENDPOINT:-https://api.osv.dev}

parse() {
  while (($# > 0)); do
    case $1 in
      --answers) answers=${2:?"$1 needs a value"} endpoint='' && shift ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

main() {
  parse "$@"
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  make_work_folder
  ask_maven
  # An empty endpoint is no argument at all.
  # shellcheck disable=SC2086
  TOOLS_CLASS_PATH="$ROOT/scripts/local/target/lib/*" run_tool audit.Cves "$ROOT" "$(local_repository)" "$answers" $endpoint
}

main "$@"
