#!/usr/bin/env bash
#
# esm.sh - runs the event source mapping tool from this repository; builds it when it is not there.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: scripts/esm.sh COMMAND [OPTION …]

AWS Lambda's event source mapping for Kafka on this machine, for any function. Everything after the
script's name goes to the tool: "scripts/esm.sh help" lists its commands and options,
scripts/esm/README.md tells what it is for.

Exit codes: the tool's own (see its help); 1 when it cannot be built.
USAGE
}

main() {
  if (($# == 0)) || [[ $1 == --help ]]; then
    usage
    return
  fi
  if [[ $1 == -* ]]; then
    echo "esm.sh: unknown option $1 (see --help)" >&2
    return 2
  fi
  local here root jar
  here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
  root=$(dirname -- "$here")
  jar=$root/scripts/esm/target/esm.jar
  JAVA_HOME=$("$here/jdk.sh")
  export JAVA_HOME
  if [[ ! -f $jar ]]; then
    echo "esm.sh: building $jar" >&2
    mvn --batch-mode --no-transfer-progress --quiet --file "$root/pom.xml" --projects scripts/esm --also-make \
      package -DskipTests >&2
  fi
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -jar "$jar" "$@"
}

main "$@"
