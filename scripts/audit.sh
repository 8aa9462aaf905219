#!/usr/bin/env bash
#
# audit.sh - proves what ships: every jar, licence, chain and module, against the committed lock files.
#
# Usage: scripts/audit.sh [check|update] [--help]
#
#   check    (default) print the table of what ships; fail when it differs from scripts/audit/*.lock, or breaks a rule
#   update   write the lock files anew, for a change that is meant; nothing is written of what breaks a rule
#
# Run "make build" before. scripts/audit/README.md says what is checked, and what to do about each finding.
# Exit codes: 0 all holds, 1 something does not, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Maven keeps the registry's checksum beside what it downloads; where something else filled the repository, it is fetched.
fetch_checksums() {
  local artifact
  for artifact in $(audit without-checksum); do
    maven dependency:get -Dartifact="$artifact:jar.sha1" -Dtransitive=false
  done
}

audit() { # ACTION
  TOOLS_CLASS_PATH="$ROOT/scripts/local/target/lib/*" run_tool audit.Audit "$1" "$ROOT" "$(local_repository)"
}

main() {
  local action=check
  case "${1:-}" in
    '' | check) ;;
    update) action=update ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  make_work_folder
  ask_maven
  fetch_checksums
  audit "$action"
}

main "$@"
