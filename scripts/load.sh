#!/usr/bin/env bash
#
# load.sh - puts a bounded load on a running system and prints latency percentiles.
#
# Usage: scripts/load.sh [OPTION]... URL
#
#   --connections N        requests in flight at most (default 32, at most 512)
#   --duration SECONDS     (default 20, at most 600)
#   --rate N               requests a second at most (default 1000, at most 50000)
#   --path PATH            one GET of this path instead of the mix of reads and writes
#   --insecure             accept any certificate
#   --yes-it-is-mine       the address is neither this machine nor this stack's load balancer, but I may load it
#   --help
#
# The mix: 40 % GET /current_time, 30 % POST /likes, 20 % POST /app, 10 % POST /orders; writes are real. Progress goes to
# stderr once a second, the result to stdout. A 503 is an answer (the system protects itself) and is counted apart.
# Needs a JDK 25 or newer. Exit codes: 0 done, 1 some requests failed, nobody answered or the result could not be written,
# 2 wrong usage or an address that is not yours.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

url='' mine=false
arguments=() curl_options=()

parse() {
  while (($# > 0)); do
    case $1 in
      --connections | --duration | --rate) check_number "$1" "${2:-}" && arguments+=("$1" "$2") && shift ;;
      --path) check_path "${2:-}" && arguments+=("$1" "$2") && shift ;;
      --insecure) arguments+=("$1") curl_options+=("$1") ;;
      --yes-it-is-mine) mine=true ;;
      --help) print_help; exit ;;
      -*) wrong_usage "unknown option '$1'" ;;
      *) url=${1%/} ;;
    esac
    shift
  done
  check_url "$url"
}

check_number() { # OPTION VALUE
  local most
  case $1 in
    --connections) most=512 ;;
    --duration) most=600 ;;
    *) most=50000 ;;
  esac
  if ! [[ $2 =~ ^[1-9][0-9]{0,5}$ ]] || (($2 > most)); then wrong_usage "$1 takes 1 to $most, not '$2'"; fi
}

check_path() { # PATH
  [[ $1 =~ ^/[!-~]*$ ]] || wrong_usage "--path takes a path such as /hello, not '$1'"
}

# Without user and port, in lower case: http://127.0.0.1@example.com is example.com.
host() {
  local authority=${url#*://}
  authority=${authority%%[/?#]*}
  authority=${authority##*@}
  case $authority in
    \[*) authority=${authority%%]*}] ;;
    *) authority=${authority%%:*} ;;
  esac
  printf '%s' "$authority" | tr '[:upper:]' '[:lower:]'
}

is_own() {
  case $(host) in
    localhost | 127.0.0.1 | '[::1]') return 0 ;;
  esac
  local stack
  stack=$(output url)
  [[ -n $stack && $url == "$stack"* ]] && [[ $(host) == "${stack#*://}" ]]
}

main() {
  parse "$@"
  $mine || is_own || wrong_usage "$(host) is neither this machine nor this stack: --yes-it-is-mine if you may load it"
  need curl 'install curl'
  check_somebody_answers "$url" ${curl_options[@]+"${curl_options[@]}"}
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  run_tool Load "$url" ${arguments[@]+"${arguments[@]}"}
}

main "$@"
