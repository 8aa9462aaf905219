#!/usr/bin/env bash
#
# smoke.sh - checks a running system row by row against what the README shows.
#
# Usage: scripts/smoke.sh [OPTION]... URL
#        scripts/smoke.sh --deployed [OPTION]...
#
#   --insecure             accept any certificate
#   --cacert FILE          trust this certificate too, for instance a self-signed one
#   --consumer-log FILE    the consumers' log, to find the greeting in (the local stack's output, or scripts/logs.sh's)
#   --enriched FILE        records of the topic orders-enriched, one a line, as kcat or the console consumer prints them
#   --deployed             what terraform/ deployed: finds the URL and how to ask it by itself. A name that does not lead there
#                          yet, a certificate of its own, a login, or addresses that are kept out are no failure: what
#                          cannot be asked from here is said, and the rest is asked
#   --connect-to HOST      ask there, whatever host the URL names
#   --login                every path answers with the way to the identity provider: ask for no more than that
#   --no-kafka             the system runs with kafka_mode = "none": writes are logged, nothing can be read back
#   --wait SECONDS         how long an accepted write may take until it can be read (default: 30)
#   --help
#
# The local stack is at http://127.0.0.1:8000. Some rows need more than HTTP (a record produced to a topic, a stopped
# broker): they are named as not checkable by URL; the tests of the local stack show them. Writes real data: one like of
# a movie of its own a hundred times, one order, one timestamp, one greeting.
# Exit codes: 0 every checked row passed, 1 one failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly LIKES=100 REPEATED=5

url='' consumer_log='' enriched='' kafka=true wait_s=30 deployed=false login=false
curl_options=(--silent --show-error --max-time 20)
failures=0 unchecked=0
run="smoke-$(date +%s)-$$"

parse() {
  while (($# > 0)); do
    case $1 in
      --insecure) curl_options+=(--insecure) ;;
      --cacert) curl_options+=(--cacert "${2:?"$1 needs a value"}") && shift ;;
      --consumer-log) consumer_log=${2:?"$1 needs a value"} && shift ;;
      --enriched) enriched=${2:?"$1 needs a value"} && shift ;;
      --deployed) deployed=true ;;
      --connect-to) curl_options+=(--connect-to "::${2:?"$1 needs a value"}:") && shift ;;
      --login) login=true ;;
      --no-kafka) kafka=false ;;
      --wait) wait_s=${2:?"$1 needs a value"} && shift ;;
      --help) print_help; exit ;;
      -*) wrong_usage "unknown option '$1'" ;;
      *) url=${1%/} ;;
    esac
    shift
  done
  $deployed || check_url "$url"
}

# ---- the deployed stack ---------------------------------------------------------------------------------------------

find_deployed() {
  check_deployed
  url=$(output url)
  [[ -n $url ]] || die "the deployed stack has no load balancer to ask"
  if [[ $(output kafka_mode) == none ]]; then kafka=false; fi
  if [[ $(output login) == true ]]; then login=true; fi
  # The name in the DNS may not be there yet, or lead elsewhere.
  if [[ $url != *"$(output load_balancer_dns_name)" ]]; then curl_options+=(--connect-to "::$(output load_balancer_dns_name):"); fi
  if [[ $url == https:* ]]; then trust_certificate; fi
}

# A certificate that nobody else vouches for is taken from ACM and trusted; one for another name cannot be checked.
trust_certificate() {
  local arn
  arn=$(output certificate_arn)
  if curl "${curl_options[@]}" --output /dev/null "$url/healthcheck" 2>/dev/null; then return; fi
  if aws_cli acm get-certificate --certificate-arn "$arn" --query Certificate --output text >"$WORK/ca.pem" 2>/dev/null; then
    curl_options+=(--cacert "$WORK/ca.pem")
  fi
  status_of_connection
  if ((connection == 51 || connection == 60)); then
    say "the certificate cannot be checked from here (self-signed, or for another name): asking without"
    curl_options+=(--insecure)
  fi
}

status_of_connection() {
  connection=0
  curl "${curl_options[@]}" --output /dev/null "$url/healthcheck" 2>/dev/null || connection=$?
}

# Kept out by ingress_cidrs, this machine learns nothing, and that is no fault of the stack's.
is_kept_out() {
  status_of_connection
  ((connection == 7 || connection == 28)) && [[ $(output_lines ingress_cidrs) != 0.0.0.0/0 ]]
}

# ---- one request: leaves status, headers and body behind -----------------------------------------------------------

request() { # METHOD PATH [CURL-ARGUMENT]...
  local method=$1 path=$2
  shift 2
  : >"$WORK/headers"
  : >"$WORK/body"
  status=$(curl "${curl_options[@]}" --request "$method" --dump-header "$WORK/headers" --output "$WORK/body" \
    --write-out '%{http_code}' "$@" "$url$path" 2>"$WORK/error") || status="no answer: $(<"$WORK/error")"
  body=$(<"$WORK/body")
}

header() { # NAME
  awk -v name="$1" 'BEGIN { FS = ": " } tolower($1) == tolower(name) { sub(/\r$/, "", $2); print $2; exit }' "$WORK/headers"
}

member() { # NAME-OF-A-STRING-MEMBER
  sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" "$WORK/body"
}

# ---- results -------------------------------------------------------------------------------------------------------

row() { # NAME CONDITION...
  local name=$1
  shift
  if "$@"; then
    printf 'pass  %s\n' "$name"
  else
    printf 'FAIL  %s: status %s, body %s\n' "$name" "$status" "$(cut -c 1-300 "$WORK/body")"
    failures=$((failures + 1))
  fi
}

not_checkable() { # NAME WHY
  printf 'n/a   %s: %s\n' "$1" "$2"
  unchecked=$((unchecked + 1))
}

is() { # STATUS [PATTERN-OF-THE-BODY]
  [[ $status == "$1" && $body =~ ${2:-} ]]
}

is_problem() { # STATUS [PATTERN-OF-THE-BODY]
  is "$1" "${2:-}" && [[ $(header content-type) == application/problem+json* ]]
}

# ---- the table -----------------------------------------------------------------------------------------------------

is_healthy() { is 200 && [[ -z $body ]]; }

liveness() {
  request GET /healthcheck
  row 'GET /healthcheck is 200 and empty' is_healthy
  request GET /readiness
  row 'GET /readiness is 200' is 200
}

greetings() {
  local pattern='^\{"timestamp": ?[0-9]+, ?"message": ?"Hello, Paul!"\}$'
  request GET /hello
  row 'GET /hello says hello to the world' is 200 '^\{"message": ?"Hello, World!"\}$'
  request GET '/current_time?name=Paul'
  row 'GET /current_time?name=Paul tells the time' is 200 "$pattern"
  if [[ -n $consumer_log ]]; then
    row 'the consumer logged the greeting' retry has_line "$consumer_log" 'Hello, Paul!'
  else
    not_checkable 'the consumer logged the greeting' 'give --consumer-log FILE'
  fi
}

has_line() { # FILE TEXT
  grep -qF "$2" "$1"
}

is_invalid_name() { is_problem 400 '"name"' && [[ $body == *a-zA-Z* ]]; }

is_wrong_method() { is_problem 405 && [[ $(header allow) == *GET* ]]; }

errors() {
  request GET '/current_time?name=;echo'
  row 'GET /current_time?name=;echo is 400, naming parameter and pattern' is_invalid_name
  request GET /error
  row 'GET /error is 404' is_problem 404
  request PUT /hello
  row 'PUT /hello is 405 with Allow' is_wrong_method
}

timestamps() {
  request POST /app
  row 'POST /app is 202 with id and timestamp' is 202 '"id".*"timestamp"'
  local id
  id=$(member id)
  if $kafka; then
    row 'GET /app lists it with clientIp and protocol' retry lists_timestamp "$id"
  fi
}

lists_timestamp() { # ID
  request GET /app
  is 200 "$1" && [[ $body == *clientIp* && $body == *protocol* ]]
}

like() { # KEY
  request POST /likes --header 'Content-Type: application/json' --header "Idempotency-Key: $1" --data "{\"movieId\":\"$run\"}"
  [[ $status == 202 ]]
}

likes() {
  local number accepted=0
  for ((number = 1; number <= LIKES; number++)); do
    if like "$run-$number"; then accepted=$((accepted + 1)); fi
  done
  for ((number = 1; number <= REPEATED; number++)); do
    like "$run-$number" || true
  done
  row "$LIKES times POST /likes is 202" test "$accepted" = "$LIKES"
  if $kafka; then
    row "GET /likes counts exactly $LIKES after $REPEATED were sent again" retry counts_likes
    # A late duplicate would show only now.
    sleep 2
    row "and still $LIKES two seconds later" counts_likes
  fi
}

counts_likes() {
  request GET "/likes/$run"
  is 200 "\"likes\": ?${LIKES}[^0-9]"
}

orders() {
  request POST /orders --header 'Content-Type: application/json' --data \
    "{\"OrderDate\":\"2026-11-21\",\"OrderNo\":\"$run\",\"Region\":\"East\",\"Customer\":\"Jones\",\"Item\":\"Pencil\",\"Units\":95,\"UnitCost\":1.99,\"Total\":189.05}"
  row 'POST /orders of an order by Jones is 202' is 202 "$run"
  if ! $kafka; then return; fi
  row 'GET /orders/… has address, longitude, latitude' retry has_enriched_order
  if [[ -n $enriched ]]; then
    row 'the topic orders-enriched has it' retry has_line "$enriched" "$run"
  else
    not_checkable 'the topic orders-enriched has it' 'give --enriched FILE'
  fi
}

has_enriched_order() {
  request GET "/orders/$run"
  is 200 '"address": ?"' && [[ $body =~ \"longitude\":\ ?-?[0-9] && $body =~ \"latitude\":\ ?-?[0-9] ]]
}

retry() { # COMMAND...
  local deadline=$((SECONDS + wait_s))
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.5
  done
}

is_sent_to_login() { [[ $status == 302 && $(header location) == https://* ]]; }

logins() {
  local path
  for path in / /healthcheck /likes; do
    request GET "$path"
    row "GET $path is sent to the login" is_sent_to_login
  done
  not_checkable 'everything behind the login' 'ask in a browser that is logged in'
  finish
}

finish() {
  printf '%s\n' "$failures failed, $unchecked not checkable by URL"
  ((failures == 0))
}

main() {
  parse "$@"
  need curl 'install curl'
  $deployed || check_somebody_answers "$url" "${curl_options[@]}" --max-time 5
  make_work_folder
  if $deployed; then
    find_deployed
    if is_kept_out; then
      not_checkable "$url" 'ingress_cidrs keep this machine out: run this from an address that they name'
      finish
      return
    fi
  fi
  if $login; then
    logins
    return
  fi
  liveness
  greetings
  errors
  timestamps
  likes
  orders
  not_checkable 'a malformed record harms itself only' 'needs a producer on the topic; make test shows it'
  not_checkable 'a stopped broker costs a 503 within the limit' 'needs the broker; make test-faults shows it'
  if ! $kafka; then say 'without Kafka nothing can be read back: those rows were left out'; fi
  finish
}

main "$@"
