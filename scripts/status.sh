#!/usr/bin/env bash
#
# status.sh - shows how the deployed stack is: tasks, targets, mappings, lag, dead letters, alarms.
#
# Usage: scripts/status.sh [--help]
#
# Exit codes: 0 shown, 1 failed or nothing is deployed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly LAG_WINDOW_S=900

title() {
  printf '\n%s\n' "$1"
}

# A part that AWS does not answer for is said so, and the others are shown all the same.
show() { # AWS-ARGUMENT...
  aws_cli "$@" --output text 2>"$WORK/error" | sed 's/^/  /' || printf '  unknown: %s\n' "$(tail -n 1 "$WORK/error")"
}

service() {
  title 'API: wanted, running, pending tasks; deployment'
  local service
  service=$(output ecs_service)
  if [[ -z $service ]]; then
    printf '  none (desired_count = 0 or create_vpc = false)\n'
    return
  fi
  show ecs describe-services --cluster "$(output ecs_cluster)" --services "$service" \
    --query 'services[].[desiredCount, runningCount, pendingCount, deployments[0].rolloutState]'
  title 'Targets of the load balancer: health, reason'
  show elbv2 describe-target-health --target-group-arn "$(output_of target_group_arns api)" \
    --query 'TargetHealthDescriptions[].[Target.Id, TargetHealth.State, TargetHealth.Reason]'
}

mappings() {
  title 'Event source mappings: topic, state, last result'
  local id name function
  output_lines event_source_mapping_ids | while read -r _ id; do
    show lambda get-event-source-mapping --uuid "$id" --query '[Topics[0], State, LastProcessingResult]'
  done
  title 'Records behind, at most, in 15 minutes, by function'
  # The metric that every kind of cluster has; those of MSK itself (MaxOffsetLag) are of provisioned ones only.
  output_lines function_names | while read -r name function; do
    if [[ $name == queries ]]; then continue; fi
    show cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name OffsetLag --statistics Maximum \
      --period "$LAG_WINDOW_S" --start-time "$(ago "$LAG_WINDOW_S")" --end-time "$(ago 0)" \
      --dimensions "Name=FunctionName,Value=$function" --query "Datapoints[0].['$name', Maximum]"
  done
}

# The date of GNU and the date of macOS differ in how they subtract.
ago() { # SECONDS
  local time=$(($(date +%s) - $1))
  date -u -d "@$time" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -r "$time" +%Y-%m-%dT%H:%M:%SZ
}

troubles() {
  local queue
  title 'Dead letters: records in the table'
  show dynamodb scan --table-name "$(output_of table_names dead_letters)" --select COUNT --query Count --max-items 1000
  queue=$(output on_failure_queue_url)
  if [[ -n $queue ]]; then
    title 'Batches that Lambda gave up on'
    show sqs get-queue-attributes --queue-url "$queue" --attribute-names ApproximateNumberOfMessages \
      --query Attributes.ApproximateNumberOfMessages
  fi
  title 'Alarms that ring'
  show cloudwatch describe-alarms --alarm-name-prefix "$(output name)-" --state-value ALARM \
    --query 'MetricAlarms[].[AlarmName, StateReason]'
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  check_terraform
  check_aws
  make_work_folder
  check_deployed
  printf '%s\n' "$(output name) in $(output region): $(output url)"
  service
  mappings
  troubles
  title 'Dashboard'
  printf '  %s\n' "$(output dashboard_url)"
}

main "$@"
