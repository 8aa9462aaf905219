#!/usr/bin/env bash
#
# logs.sh - prints the deployed stack's logs and follows them.
#
# Usage: scripts/logs.sh [OPTION]... [NAME]...
#
#   NAME             api, events, enrichment, queries, kafka, firehose, flow-logs (default: api and the functions)
#   --since SECONDS  begin so far back (default: 300)
#   --filter TEXT    only lines that match this CloudWatch filter pattern
#   --no-follow      stop when all is printed
#   --help
#
# Each line is preceded by the name of its log. Exit codes: 0 done, 1 failed or nothing is deployed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly POLL_S=3

since_s=300 filter='' follow=true
names=()

parse() {
  while (($# > 0)); do
    case $1 in
      --since) since_s=${2:?"$1 needs a value"} && shift ;;
      --filter) filter=${2:?"$1 needs a value"} && shift ;;
      --no-follow) follow=false ;;
      --help) print_help; exit ;;
      -*) wrong_usage "unknown option '$1'" ;;
      *) names+=("$1") ;;
    esac
    shift
  done
  [[ $since_s =~ ^[0-9]+$ ]] || wrong_usage "--since takes seconds, not '$since_s'"
}

# filter-log-events, which every version of the AWS CLI has; the newer "logs tail" colours and reformats the lines.
print_from() { # NAME GROUP START-MS END-MS
  local options=(--log-group-name "$2" --start-time "$3" --end-time "$4")
  if [[ -n $filter ]]; then options+=(--filter-pattern "$filter"); fi
  aws_cli logs filter-log-events "${options[@]}" --query 'events[].[message]' --output text |
    sed "/^None\$/d; /^\$/d; s/^/$1  /"
}

main() {
  parse "$@"
  check_terraform
  check_aws
  check_deployed
  if ((${#names[@]} == 0)); then names=(api events enrichment queries); fi
  local start=$((($(date +%s) - since_s) * 1000)) end name group
  while true; do
    # A moment back, for CloudWatch shows lines late.
    end=$((($(date +%s) - 2) * 1000))
    for name in "${names[@]}"; do
      group=$(output_of log_groups "$name")
      if [[ -n $group ]]; then print_from "$name" "$group" "$start" "$end"; fi
    done
    if ! $follow; then return; fi
    start=$((end + 1))
    sleep "$POLL_S"
  done
}

main "$@"
