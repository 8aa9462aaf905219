#!/usr/bin/env bash
#
# replay.sh - rebuilds the tables timestamps, likes and orders from the archive in S3. Asks once.
#
# Usage: scripts/replay.sh [OPTION]...
#
#   --from HOUR       begin with this hour, UTC, such as 2026-11-21T03 (default: the oldest)
#   --to HOUR         end with this hour (default: the newest)
#   --only TABLE      timestamps, likes or orders; can be repeated (default: all)
#   --resume          go on after an interrupted replay: likes need not be empty
#   --folder FOLDER   read a copy of the archive there, as in FOLDER/topics/events/2026/11/21/03/…
#   --payloads FOLDER write the events there instead of invoking the function; nothing is changed
#   --yes             approve without a question
#   --help
#
# The archived values are packed into the events that Lambda makes of Kafka records and given to the function `events`,
# in order, so that it is the same code that checks and stores them. Partition 1000000, which no topic has, is the
# replay's own, and the offsets come from the archive: what is replayed twice counts once.
#
# Limits, since Firehose delivers a record's value and neither key nor headers:
# - Likes must begin empty, for the counts of the archive and of the table cannot be told apart. A like that was sent again
#   with its Idempotency-Key is in the archive twice and counts twice; so does what Firehose delivered twice (it
#   promises at least once). For exact counts restore a backup (scripts/restore.sh).
# - Orders and timestamps come back whole, and replaying over live tables is harmless: a newer order stays. Their
#   acceptedAt is the archive file's time (up to five minutes late), a timestamp's is its own.
# - Dead letters are not rebuilt; greetings have no table.
# Exit codes: 0 done, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly ATTEMPTS=5
YES=false
from='' to='~' folder='' payloads='' resume=false
only=()

parse() {
  while (($# > 0)); do
    case $1 in
      --from) from=${2:?"$1 needs a value"} && check_hour "$from" && shift ;;
      --to) to=${2:?"$1 needs a value"} && check_hour "$to" && shift ;;
      --only) only+=("${2:?"$1 needs a value"}") && shift ;;
      --resume) resume=true ;;
      --folder) folder=${2:?"$1 needs a value"} && shift ;;
      --payloads) payloads=${2:?"$1 needs a value"} && shift ;;
      --yes) YES=true ;;
      --help) print_help && exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
  if ((${#only[@]} == 0)); then only=(timestamps likes orders); fi
  local table
  for table in "${only[@]}"; do
    [[ $table =~ ^(timestamps|likes|orders)$ ]] || wrong_usage "--only takes timestamps, likes or orders, not '$table'"
  done
}

check_hour() { # HOUR
  [[ $1 =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}$ ]] || wrong_usage "'$1' is no hour such as 2026-11-21T03"
}

wants() { # TABLE
  [[ " ${only[*]} " == *" $1 "* ]]
}

check_likes_are_empty() {
  if $resume || ! wants likes; then return; fi
  local count
  count=$(aws_cli dynamodb scan --table-name "$(output_of table_names likes)" --max-items 1 --select COUNT \
    --query Count --output text | head -n 1)
  [[ $count == 0 ]] || die "the table of likes is not empty: counts would be added to counts. See --help"
}

topics() {
  if wants timestamps || wants likes; then printf 'events\n'; fi
  if wants orders; then printf 'orders-enriched\n'; fi
}

fetch() { # TOPIC
  if [[ -n $folder ]]; then return; fi
  say "fetching the archive of $1"
  aws_cli s3 sync "s3://$(output_of bucket_names archive)/topics/$1/" "$WORK/archive/topics/$1/" --only-show-errors
}

# The objects of a topic by time; their names begin with year, month, day and hour.
files() { # TOPIC
  local base=${folder:-$WORK/archive}/topics/$1 file hour
  [[ -d $base ]] || return 0
  (cd "$base" && find . -type f | LC_ALL=C sort) | while IFS= read -r file; do
    hour=$(sed -E 's#^\./([0-9]{4})/([0-9]{2})/([0-9]{2})/([0-9]{2})/.*#\1-\2-\3T\4#' <<<"$file")
    if [[ ! $hour < $from && ! $hour > $to ]]; then printf '%s\n' "$base/${file#./}"; fi
  done
}

pack() {
  local topic
  mkdir -p "$payloads"
  for topic in $(topics); do
    fetch "$topic"
    files "$topic" | run_tool Replay "$topic" "$payloads" "${only[@]}" >&2
  done
}

invoke_all() {
  local payload count=0 total
  total=$(find "$payloads" -name '*.json' | wc -l | tr -d ' ')
  for payload in "$payloads"/*.json; do
    [[ -f $payload ]] || continue
    invoke "$payload"
    count=$((count + 1))
    say "$count of $total"
  done
}

# In order and one after the other: what comes later may only come when what is earlier is stored.
invoke() { # PAYLOAD
  local attempt error
  for ((attempt = 1; attempt <= ATTEMPTS; attempt++)); do
    error=$(aws_cli lambda invoke --function-name "$(output_of function_names events)" --qualifier "$(output function_alias)" \
      --payload "fileb://$1" --query FunctionError --output text "$WORK/answer")
    if [[ $error == None ]] && ! grep -q itemIdentifier "$WORK/answer"; then return; fi
    say "$(basename "$1"): attempt $attempt of $ATTEMPTS: $(head -c 300 "$WORK/answer")"
    sleep $((attempt * attempt))
  done
  die "stopped; go on later with --resume"
}

main() {
  parse "$@"
  make_work_folder
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  if [[ -n $payloads ]]; then
    [[ -n $folder ]] || check_aws
    pack
    return
  fi
  check_terraform
  check_aws
  check_deployed
  [[ -n $folder || -n $(output_of bucket_names archive) ]] || die "there is no archive: enable_archive was never set"
  check_likes_are_empty
  payloads=$WORK/payloads
  pack
  confirm "Replay $(find "$payloads" -name '*.json' | wc -l | tr -d ' ') events into ${only[*]}?" replay
  invoke_all
}

main "$@"
