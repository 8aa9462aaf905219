#!/usr/bin/env bash
#
# sbom.sh - writes a bill of materials (CycloneDX 1.6) for the image and for each function to target/sbom.
#
# Usage: scripts/sbom.sh [OPTION]...
#
#   --jdk-image NAME    the image that the Java runtime is cut from (default: the Dockerfile's)
#   --base-image NAME   the image below the result (default: the Dockerfile's)
#   --help
#
# Run "make build" before. image.sh and release.sh run it. Exit codes: 0 done, 1 something is missing, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

jdk_image='' base_image=''

parse() {
  while (($# > 0)); do
    case $1 in
      --jdk-image) jdk_image=${2-} && shift ;;
      --base-image) base_image=${2-} && shift ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

default_of() { # ARGUMENT-OF-THE-DOCKERFILE
  sed -n "s/^ARG $1=//p" "$ROOT/api/Dockerfile"
}

main() {
  parse "$@"
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  make_work_folder
  ask_maven
  TOOLS_CLASS_PATH="$ROOT/scripts/local/target/lib/*" run_tool audit.Sboms "$ROOT" "$(local_repository)" \
    "${jdk_image:-$(default_of JDK_IMAGE)}" "${base_image:-$(default_of BASE_IMAGE)}"
}

main "$@"
