#!/usr/bin/env bash
#
# replay.sh - gives the archive's records back to the functions, each with its own partition, offset and times. Asks once.
#
# Usage: scripts/replay.sh [OPTION]...
#
#   --local                 the local stack: archive and functions of `make run`
#   --folder FOLDER         read a copy of the archive there, as in FOLDER/epoch-…/events/00003/…, instead of the bucket
#   --topic TOPIC           events, orders or orders-enriched; can be repeated (default: all three)
#   --from TIME, --to TIME  only what was archived then: UTC, as much of it as is wanted, such as 2026-11-21T03
#   --resume                go on where the last replay of this clone stopped, by offsets
#   --stop-at-gaps          where an object is missing or damaged, wait for it: what follows in its partition is left out
#   --enrich                give orders as new ones, so that they are enriched and published again
#   --payloads FOLDER       write the events there instead of invoking functions; nothing is changed
#   --into-topics BROKERS   send the records of events and orders into these brokers' topics, as new ones (`make replay`)
#   --speed FACTOR          with --into-topics: 1 is the pace at which they came, 10 ten times that, or max (default: 1)
#   --yes                   approve without a question
#   --help
#
# Over live tables a replay changes nothing; in emptied ones it restores likes, timestamps, orders and dead letters as they were.
# processedAt alone is then the time at which the archive had the record, which is in the archive, and when a table was written is not.
# A valid order is not enriched again: what came of it is in the archive as orders-enriched. An order that was too large once
# enriched is no dead letter again.
# Empty `idempotency` together with `likes`: clients' keys that are still known belong to what was counted.
#
# A damaged or missing object is named and the rest goes on. Likes count in the order of their offsets: those of an object that is
# mended later count only if nothing after them was given back. So use --stop-at-gaps if it can still come, mend it, and --resume;
# or empty the tables and give everything back again.
# What Firehose wrote (archive = "firehose") holds values alone, and cannot be given back.
# Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but for what was named as damaged or missing.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly PREFIX=records
YES=false
local=false enrich=false folder='' payloads='' brokers='' speed=1
topics=() options=()

parse() {
  while (($# > 0)); do
    case $1 in
      --local) local=true ;;
      --folder) folder=${2:?"$1 needs a value"} && shift ;;
      --topic) check_topic "${2:?"$1 needs a value"}" && topics+=("$2") && shift ;;
      --from | --to) check_time "${2:?"$1 needs a value"}" && options+=("$1" "$2") && shift ;;
      --resume | --stop-at-gaps) options+=("$1") ;;
      --enrich) enrich=true ;;
      --payloads) payloads=${2:?"$1 needs a value"} && shift ;;
      --into-topics) brokers=${2:?"$1 needs a value"} && shift ;;
      --speed) speed=${2:?"$1 needs a value"} && shift ;;
      --yes) YES=true ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
  [[ $speed == max || $speed =~ ^[0-9]+(\.[0-9]+)?$ ]] || wrong_usage "--speed takes a number or max, not '$speed'"
  if ((${#topics[@]} > 0)); then return; fi
  topics=(events orders)
  # The enrichment makes these anew of the orders.
  if [[ -z $brokers ]] && ! $enrich; then topics+=(orders-enriched); fi
}

check_topic() { # TOPIC
  [[ $1 =~ ^(events|orders|orders-enriched)$ ]] || wrong_usage "--topic takes events, orders or orders-enriched, not '$1'"
}

check_time() { # TIME
  [[ $1 =~ ^[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9]{2}(:[0-9]{2})*)?)?$ ]] || wrong_usage "'$1' is no time such as 2026-11-21T03"
}

# Where the functions are: by the local stack's file, or by Terraform's outputs. Sets FUNCTIONS.
find_functions() {
  local suffix=''
  FUNCTIONS=(events enrichment)
  if $local; then
    [[ -f $DATA/aws ]] || die "no local stack runs here (no file $DATA/aws): start it with 'make run'"
    AWS_ENDPOINT_URL_LAMBDA=$(<"$DATA/aws") AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
    export AWS_ENDPOINT_URL_LAMBDA AWS_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
  else
    suffix=:$(output function_alias)
    FUNCTIONS=("$(output_of function_names events)" "$(output_of function_names enrichment)")
    find_credentials
  fi
  options+=(--function "events=${FUNCTIONS[0]}$suffix" --function "orders-enriched=${FUNCTIONS[0]}$suffix")
  options+=(--function "orders=${FUNCTIONS[1]}$suffix")
}

# Profiles and single sign-on are the AWS CLI's; the program that signs takes what comes of them.
find_credentials() {
  local line
  if [[ -n ${AWS_ACCESS_KEY_ID:-} ]]; then return; fi
  while IFS= read -r line; do
    export "${line?}"
  done < <(aws configure export-credentials --format env-no-export)
  [[ -n ${AWS_ACCESS_KEY_ID:-} ]] || die "no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
}

find_archive() {
  if [[ -n $folder ]]; then
    [[ -d $folder ]] || die "no folder $folder"
  elif $local; then
    folder=$DATA/archive/$PREFIX
    [[ -d $folder ]] || die "the local archive is empty (no folder $folder)"
  else
    fetch
  fi
}

fetch() {
  local bucket
  bucket=$(output_of bucket_names archive)
  [[ -n $bucket ]] || die "there is no archive: it was never switched on"
  folder=$WORK/archive
  say "fetching s3://$bucket/$PREFIX"
  aws_cli s3 sync "s3://$bucket/$PREFIX/" "$folder/" --only-show-errors
}

check_stack() {
  if $local || { [[ -n $folder ]] && [[ -n $payloads$brokers ]]; }; then return; fi
  check_terraform
  check_aws
  check_deployed
}

main() {
  parse "$@"
  DATA=${DATA:-$ROOT/target/local}
  make_work_folder
  check_stack
  find_archive
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  if [[ -n $brokers ]]; then
    options+=(--into-topics "$brokers" --speed "$speed")
  elif [[ -n $payloads ]]; then
    options+=(--payloads "$payloads")
  else
    find_functions
    confirm "Give $(find "$folder" -name '*.gz' | wc -l | tr -d ' ') objects of ${topics[*]} back?" replay
  fi
  if $enrich; then options+=(--enrich); fi
  local topic
  for topic in "${topics[@]}"; do options+=(--topic "$topic"); done
  mkdir -p "$ROOT/target"
  TOOLS_CLASS_PATH="$ROOT/consumer/target/function/lib/*:$ROOT/consumer/target/layer/java/lib/*"
  run_tool Replay --folder "$folder" --positions "$ROOT/target/replay.positions" "${options[@]}"
}

main "$@"
