#!/usr/bin/env bash
#
# sign_in.sh - takes a role of AWS by the token of a GitHub run, and prints exports to eval.
#
# Usage: exports=$(scripts/sign_in.sh ROLE-ARN) && eval "$exports"
#
# The run must have the permission "id-token: write". Its token lives for minutes and a deployment up to an hour, so that it
# is exchanged once, for credentials of two hours (max_session_duration of terraform/deployer). No key is stored.
# Exit codes: 0 signed in, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

token() {
  curl --silent --show-error --fail --header "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
    "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.amazonaws.com" | jq --exit-status --raw-output .value
}

main() {
  case "${1:-}" in
    --help) print_help; exit ;;
    arn:aws*:iam::*:role/*) ;;
    -*) wrong_usage "unknown option '$1'" ;;
    *) wrong_usage "'${1:-}' is no role: give arn:aws:iam::ACCOUNT:role/NAME" ;;
  esac
  [[ -n ${ACTIONS_ID_TOKEN_REQUEST_URL:-} ]] || die 'there is no token to ask for: run this in a workflow with "id-token: write"'
  local token key secret session
  token=$(token) || die 'GitHub gave no token'
  read -r key secret session < <(aws_cli sts assume-role-with-web-identity --role-arn "$1" --web-identity-token "$token" \
    --role-session-name "github-${GITHUB_RUN_ID:-run}" --duration-seconds 7200 --output text \
    --query 'Credentials.[AccessKeyId, SecretAccessKey, SessionToken]') || die "AWS did not give the role $1"
  printf 'export AWS_ACCESS_KEY_ID=%q AWS_SECRET_ACCESS_KEY=%q AWS_SESSION_TOKEN=%q\n' "$key" "$secret" "$session"
}

main "$@"
