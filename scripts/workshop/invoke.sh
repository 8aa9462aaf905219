#!/usr/bin/env bash
#
# invoke.sh - gives the function "events" an event by hand and prints its answer; its log goes to stderr.
#
# Usage: scripts/workshop/invoke.sh FILE
#
#   FILE      the Lambda event, JSON; - for stdin
#   --help
#
# The function runs as on Lambda, in a process of its own, with the database of the running local stack. It has 10 s. Offsets
# made up by hand are counted apart from those of the broker: SOURCE_EPOCH is by-hand.
# Exit codes: 0 it answered, 1 it failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/workshop/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

main() {
  local file=${1:-} local_stack=$ROOT/scripts/local/target
  if [[ $file == --help ]]; then print_help; return; fi
  [[ -n $file && ($file == - || -r $file) ]] || wrong_usage "cannot read '$file': name a file with a Lambda event"
  [[ -f $TOOLS ]] || die "the tools are not built: make build"
  if [[ $file == - ]]; then file=/dev/stdin; fi
  AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_ENDPOINT_URL_DYNAMODB=$DYNAMODB \
    SOURCE_EPOCH=by-hand PARTIAL_BATCH_RESPONSE=true \
    "$("$ROOT/scripts/jdk.sh")/bin/java" -XX:TieredStopAtLevel=1 -cp "$TOOLS:$local_stack/lib/*" plainstream.tools.Invoke \
    plainstream.consumer.EventsHandler "$ROOT/consumer/target/function/lib/*" <"$file"
}

main "$@"
