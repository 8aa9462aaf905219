#!/usr/bin/env bash
#
# show.sh - does something to the running local stack that shows whether it keeps a promise, and prints what became of it.
#
# Usage: scripts/workshop/show.sh SCENARIO
#
#   hundred     100 likes of one movie: how many are counted?
#   keyed       100 likes with a key each, and the first five again: how many are counted?
#   paused      20 likes while the database stands still for 14 s: how many are counted?
#   killed      likes for 15 s while the broker is killed three times: are more counted than sent, or fewer than accepted?
#   poison      a good record, a bad one, a good one in one partition: what became of each?
#   partitions  300 likes of one movie: in how many partitions are they? (Without a key one gets 16 KB at a time.)
#   invalid     a movie that is no movie: what does the API say, and who gets to see it?
#   twenty      20 timestamps, read back in pages of 7: how many are listed?
#   same        20 timestamps of one microsecond: how many are listed?
#   older       an order, and then one of the same number that was accepted before it: which one stays?
#   order       one order: can it be read?
#   --help
#
# Prints one line. Needs curl, and kcat for partitions, poison, same and older. Environment: the ports, as for "make run".
# Exit codes: 0 printed, 1 no stack answers, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/workshop/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

# A movie by any rule, that of lab 2 too.
run=tt$(date +%s | cut -c 3-10)

like() { # [CURL-ARGUMENT]...; prints the status
  post /likes "{\"movieId\":\"$run\"}" --output /dev/null --write-out '%{http_code}\n' "$@" 2>/dev/null || true
}

# The last answer of a question that is asked until it has been the same for some seconds.
settled() { # COMMAND...
  local last='' answer same=0 asked
  for ((asked = 0; asked < 60 && same < ${QUIET_S:-5}; asked++)); do
    answer=$("$@" 2>/dev/null || true)
    if [[ $answer == "$last" ]]; then same=$((same + 1)); else same=0; fi
    last=$answer
    sleep 1
  done
  printf '%s\n' "$last"
}

hundred() {
  local i
  for ((i = 0; i < 100; i++)); do like; done >/dev/null
  printf '100 sent, %s counted\n' "$(settled likes_of "$run")"
}

keyed() {
  local i
  for i in $(seq 100) 1 2 3 4 5; do like --header "Idempotency-Key: $run-$i"; done >/dev/null
  printf '100 sent and 5 again, %s counted\n' "$(settled likes_of "$run")"
}

paused() {
  local i
  "$ROOT/scripts/local/database.sh" pause >/dev/null
  for ((i = 0; i < 20; i++)); do like; done >/dev/null
  sleep 14
  "$ROOT/scripts/local/database.sh" go >/dev/null
  printf '20 sent, %s counted\n' "$(QUIET_S=15 settled likes_of "$run")"
}

killed() {
  local accepted=0 sent=0 answer end=$((SECONDS + 15)) killer
  kill_broker &
  killer=$!
  while ((SECONDS < end)) || kill -0 "$killer" 2>/dev/null; do
    answer=$(like)
    sent=$((sent + 1))
    if [[ $answer == 202 ]]; then accepted=$((accepted + 1)); fi
  done
  wait "$killer"
  printf '%s sent, %s accepted, %s counted\n' "$sent" "$accepted" "$(QUIET_S=10 settled likes_of "$run")"
}

kill_broker() {
  local i
  for i in 1 2 3; do
    sleep 3
    "$ROOT/scripts/local/broker.sh" kill
    "$ROOT/scripts/local/broker.sh" start
  done >/dev/null
}

poison() {
  local before value
  before=$(dead_letters)
  for value in "{\"movieId\":\"$run\"}" '{"movieId":' "{\"movieId\":\"$run\"}"; do
    printf '%s' "$value" | produce events like.v1 "$run-$RANDOM" '' -p 0 -H "ce_time=$(now)"
  done
  printf '2 good and 1 bad sent, %s counted, %s dead letters\n' \
    "$(QUIET_S=10 settled likes_of "$run")" "$(($(dead_letters) - before))"
}

partitions() {
  local i
  for ((i = 0; i < 300; i++)); do like; done >/dev/null
  printf '300 sent, in %s partitions\n' "$(records_of events | grep -F "\"$run\"" | cut -f 1 | sort -u | wc -l | tr -d ' ')"
}

invalid() {
  local before answer
  before=$(dead_letters)
  answer=$(post /likes '{"movieId":"not a movie; at all"}' --output /dev/null --write-out '%{http_code}')
  sleep 3
  printf 'answered %s, %s dead letters\n' "$answer" "$(($(dead_letters) - before))"
}

# Only what this run wrote is counted: each of its ids begins with its name.
listed() {
  local cursor='' page count=0 pages=0
  while ((pages++ < 100)); do
    page=$(http "/app?limit=7${cursor:+&cursor=$cursor}")
    count=$((count + $({ grep -o "\"id\":\"$run-[0-9]*\"" || true; } <<<"$page" | wc -l)))
    cursor=$(sed -n 's/.*"next":"\([^"]*\)".*/\1/p' <<<"$page")
    if [[ -z $cursor ]]; then break; fi
  done
  printf '%s' "$count"
}

timestamp() { # NUMBER TIME
  printf '{"id":"%s","timestamp":"%s","clientIp":"127.0.0.1","protocol":"HTTP/1.1"}' "$run-$1" "$2" |
    produce events timestamp.v1 "$run-$1" "$run-$1" -H "ce_time=$2"
}

twenty() {
  local i
  for ((i = 1; i <= 20; i++)); do timestamp "$i" "$(now)"; done
  printf '20 sent, %s listed\n' "$(settled listed)"
}

same() {
  local i time
  time=$(now)
  for ((i = 1; i <= 20; i++)); do timestamp "$i" "$time"; done
  printf '20 sent, %s listed\n' "$(settled listed)"
}

enriched() { # WHAT TIME
  printf '{"OrderNo":"%s","Customer":"Jones","Item":"%s","address":null,"longitude":null,"latitude":null}' "$run" "$1" |
    produce orders-enriched order-enriched.v1 "$run-$1" "$run" -H "ce_time=$2"
}

older() {
  enriched newer "$(now)"
  settled item_of_order >/dev/null
  enriched older 2026-01-01T00:00:00.000000Z
  printf 'sent the newer and then the older: the %s stays\n' "$(settled item_of_order)"
}

item_of_order() {
  http "/orders/$run" | member Item
}

order() {
  post /orders "{\"OrderNo\":\"$run\",\"Customer\":\"Jones\"}" --output /dev/null
  printf '1 sent, GET /orders/… answers %s\n' "$(settled status_of "/orders/$run")"
}

main() {
  case ${1:-} in
    hundred | keyed | paused | killed | poison | partitions | invalid | twenty | same | older | order) ;;
    --help) print_help; return ;;
    *) wrong_usage "unknown scenario '${1:-}'" ;;
  esac
  is_running || die "no stack answers at $URL: start it with 'make run'"
  "$1"
}

main "$@"
