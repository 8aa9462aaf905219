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
# mends it. Refuses while a local stack runs the jars that it would rewrite. Needs a JDK 25 or newer and Maven.
# Exit codes: 0 built, 1 not, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly DOWNLOADS_A_LINE=50
arguments=()

parse() {
  while (($# > 0)); do
    case $1 in
      --module) arguments=(--projects "${2:?"$1 needs a value"}" --also-make) && shift ;;
      --help) print_help; exit ;;
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

# Maven copies the jars of a new version beside those of the old one. What the manifest or the package names stays.
remove_stale_jars() {
  make_work_folder
  of_manifest api/target/plainstream-api-1.0.0.jar api/target/lib
  of_manifest scripts/local/target/plainstream-local-1.0.0.jar scripts/local/target/lib
  of_package consumer/target/function.zip consumer/target/function/lib
  of_package consumer/target/layer.zip consumer/target/layer/java/lib
}

of_manifest() { # JAR FOLDER
  if [[ ! -f $1 || ! -d $2 ]]; then return; fi
  (cd "$WORK" && "$JAVA_HOME/bin/jar" --extract --file "$ROOT/$1" META-INF/MANIFEST.MF)
  # A line goes on in the next, behind a blank; the names are parted by blanks as well.
  tr -d '\r' <"$WORK/META-INF/MANIFEST.MF" | awk '{ printf "%s", (/^ / ? substr($0, 2) : "\n" $0) } END { print "" }' |
    sed -n 's/^Class-Path: //p' | tr ' ' '\n' | sed 's|.*/||' >"$WORK/named"
  keep_only_named "$2"
}

of_package() { # ZIP FOLDER
  if [[ ! -f $1 || ! -d $2 ]]; then return; fi
  "$JAVA_HOME/bin/jar" --list --file "$1" | sed 's|.*/||' >"$WORK/named"
  keep_only_named "$2"
}

keep_only_named() { # FOLDER
  local jar
  for jar in "$1"/*.jar; do
    if [[ -f $jar ]] && ! grep -qxF "${jar##*/}" "$WORK/named"; then
      say "$jar is of another version: deleted"
      rm -f "$jar"
    fi
  done
}

main() {
  parse "$@"
  [[ -w $ROOT ]] || die "nothing can be written to $ROOT: build in a clone of your own"
  refuse_beside_stack
  need mvn '3.8.7 or newer: apt-get install maven, or brew install maven'
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  cd "$ROOT"
  # Jars keep the modes of folders, and what ships is read by other users.
  umask 022
  # shellcheck disable=SC2086
  mvn --batch-mode ${MVN_ARGS:-} ${arguments[@]+"${arguments[@]}"} package -DskipTests | in_short >&2
  remove_stale_jars
}

main "$@"
