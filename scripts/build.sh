#!/usr/bin/env bash
#
# build.sh - compiles and packages everything without its tests, and says so in a line a module.
#
# Usage: scripts/build.sh [OPTION]...
#
#   --module FOLDER   only this module (or several, with commas) and what it needs, as in scripts/tools (default: all)
#   --help
#
# MVN_ARGS is handed on to Maven. Code that is not formatted is built all the same: "make test" checks that, "make format"
# mends it. Needs a JDK 25 or newer and Maven. Exit codes: 0 built, 1 not, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly DOWNLOADS_A_LINE=50
arguments=()

parse() {
  while (($# > 0)); do
    case $1 in
      --module) arguments=(--projects "${2:?"$1 needs a value"}" --also-make) && shift ;;
      --help) print_help && exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

# Of all that Maven says: each module, how far the downloads of a first build have come, and what is wrong.
in_short() {
  awk -v lines="$DOWNLOADS_A_LINE" '
    /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]$/ {
      number = $NF
      sub(/^\[INFO\] Building /, ""); sub(/ [0-9.]+ +\[.*/, "")
      print number " " $0; fflush()
    }
    /^\[INFO\] Downloaded from/ && ++downloads % lines == 0 { print "      " downloads " files downloaded"; fflush() }
    /^\[ERROR\] -> / { told = 1 }
    told { next }
    /^\[ERROR\]/ || /^\[WARNING\].*\.java/ { print; fflush() }'
}

main() {
  parse "$@"
  need mvn '3.8.7 or newer: apt-get install maven, or brew install maven'
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  cd "$ROOT"
  # Jars keep the modes of folders, and what ships is read by other users.
  umask 022
  # shellcheck disable=SC2086
  mvn --batch-mode ${MVN_ARGS:-} ${arguments[@]+"${arguments[@]}"} package -DskipTests | in_short >&2
}

main "$@"
