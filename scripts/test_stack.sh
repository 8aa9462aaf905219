#!/usr/bin/env bash
#
# test_stack.sh - what the AWS scripts do when AWS does not do what was asked, offline and in seconds.
#
# Usage: scripts/test_stack.sh [--help]
#
# Each test takes a script without its last line (main), puts functions in the place of Terraform, the AWS CLI and curl, and
# calls what it is about. Exit codes: 0 passed, 1 failed, 2 wrong usage.

# shellcheck disable=SC2034,SC2317 # what is set and defined here is used by the scripts that are taken
set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

failures=0

check() { # WHAT TEST
  local status
  : >"$WORK/calls"
  # Not in a condition, where bash would go on after a failure.
  set +e
  (
    set -e
    "$2"
  ) >"$WORK/out" 2>&1
  status=$?
  set -e
  if ((status == 0)); then
    printf 'ok    %s\n' "$1"
  else
    printf 'FAIL  %s\n' "$1"
    sed 's/^/      /' "$WORK/out" | tail -n 15
    failures=$((failures + 1))
  fi
}

# The script's functions, in this shell, for a tree of its own.
take() { # SCRIPT
  sed '$d' "$SCRIPTS/$1" >"$WORK/scripts/$1"
  # shellcheck disable=SC1090
  source "$WORK/scripts/$1"
  AWS_REGION=eu-west-1
}

called() { # PATTERN
  grep -q -- "$1" "$WORK/calls"
}

# The first call of one pattern comes before the first of the other.
before() { # PATTERN PATTERN
  [[ $(grep -n -m 1 -- "$1" "$WORK/calls" | cut -d : -f 1) -lt $(grep -n -m 1 -- "$2" "$WORK/calls" | cut -d : -f 1) ]]
}

fails_with() { # SENTENCE COMMAND...
  local sentence=$1 answer
  shift
  if answer=$("$@" 2>&1); then return 1; fi
  [[ $answer == *"$sentence"* ]] || { printf '%s\n' "$answer" && return 1; }
}

# ---- state ---------------------------------------------------------------------------------------------------------

move_state() { # in a shell of its own, since it ends in die
  (YES=true MAY_MOVE_STATE=true STATE_BUCKET=states && init_terraform)
}

local_state() {
  take plan.sh
  rm -f "$BACKEND"
  tf() { case "$*" in init*-migrate-state*) return 1 ;; state*) printf 'aws_vpc.main[0]\n' ;; esac }
  aws_cli() { return 1; }
  make_work() { mkdir -p "$WORK/run" && WORK=$WORK/run; }
  make_work
}

a_failed_move_leaves_nothing() {
  local_state
  fails_with 'init failed' move_state
  [[ ! -e $BACKEND ]]
}

a_failed_move_keeps_the_old_backend() {
  local_state
  printf 'old\n' >"$BACKEND"
  fails_with 'init failed' move_state
  [[ $(<"$BACKEND") == old ]]
}

two_states_are_not_mixed() {
  local_state
  aws_cli() { printf '"instances": [{}]\n'; }
  fails_with 'holds the state of a stack already' move_state
  [[ ! -e $BACKEND ]]
}

a_plan_moves_no_state() {
  local_state
  only_plan() { (MAY_MOVE_STATE=false STATE_BUCKET=states && init_terraform); }
  fails_with 'scripts/deploy.sh moves it' only_plan
}

# ---- service -------------------------------------------------------------------------------------------------------

service_runs() { # TASK-DEFINITION STATE
  take deploy.sh
  runs=$1 rollout=$2
  output() { case $1 in task_definition_arn) printf 'arn:task/api:8' ;; *) printf '%s' "$1" ;; esac }
  output_of() { printf '%s' "$2"; }
  variable() { printf 'plainstream'; }
  aws_cli() {
    case "$1 $2" in
      'ecs describe-services') printf '%s\t1\t%s\tTrue\n' "$runs" "$rollout" ;;
      'ecs list-tasks') printf 'arn:task/1\n' ;;
      'ecs describe-tasks') printf 'arn:task/api:8\tEssential container exited\tNone\t78\n' ;;
      'logs filter-log-events') printf 'KAFKA_AUTH must be none or iam\n' ;;
    esac
  }
}

what_was_asked_for_runs() {
  service_runs arn:task/api:8 COMPLETED
  is_stable api
}

a_rollback_is_a_failure() {
  service_runs arn:task/api:7 COMPLETED
  fails_with 'ECS rolled arn:task/api:8 back' is_stable api
  fails_with 'Essential container exited' is_stable api
  fails_with 'KAFKA_AUTH must be' is_stable api
}

a_failed_rollout_is_a_failure() {
  service_runs arn:task/api:7 FAILED
  fails_with 'the deployment of arn:task/api:8 failed' is_stable api
}

# ---- plan and order ------------------------------------------------------------------------------------------------

what_terraform_says_of_a_value_is_shown() {
  take deploy.sh
  tf() { cat >/dev/null && printf '\033[31mError: \033[0mkafka_mode must be one of these\n"plainstream"\n'; }
  [[ $(variable name 2>"$WORK/said") == plainstream ]]
  grep -q 'Error: kafka_mode must be one of these' "$WORK/said"
  tf() { cat >/dev/null && printf 'no such file\n' >&2 && return 1; }
  WORK=$WORK/none
  fails_with 'no such file' variable name
  fails_with 'cannot be found' variable name
}

a_value_is_asked_for_once() {
  take deploy.sh
  WORK=$WORK/values && mkdir -p "$WORK"
  tf() { cat >/dev/null && printf 'asked\n' >>"$WORK/asked" && printf '"plainstream"\n'; }
  [[ $(variable name) == plainstream && $(variable name) == plainstream && $(wc -l <"$WORK/asked") -eq 1 ]]
  printf 'name = "other"\n' >"$WORK/chosen.tfvars"
  [[ $(variable name) == plainstream && $(wc -l <"$WORK/asked") -eq 2 ]]
  TF_VARIABLES=(-var name=third)
  [[ $(variable name) == plainstream && $(wc -l <"$WORK/asked") -eq 3 ]]
}

a_digest_is_of_the_plan_alone() {
  take deploy.sh
  tf() { printf 'certificate_arn = "%s", image = "%s"\n' "$shown" "$image"; }
  local planned
  shown=$NO_CERTIFICATE_YET image=one
  planned=$(digest_of plan)
  shown=arn:aws:acm:eu-west-1:123456789012:certificate/1 OWN_CERTIFICATE=arn:aws:acm:eu-west-1:123456789012:certificate/1
  [[ $(digest_of plan) == "$planned" ]]
  OWN_CERTIFICATE=$NO_CERTIFICATE_YET # a certificate of somebody else's is a part of the plan
  [[ $(digest_of plan) != "$planned" ]]
  shown=$NO_CERTIFICATE_YET image=two
  [[ $(digest_of plan) != "$planned" ]]
}

another_plan_than_the_approved_is_not_applied() {
  take deploy.sh
  approved=0123
  needs_repository() { return 1; }
  tf() { if [[ $1 == show ]]; then printf 'a plan\n'; else printf '%s\n' "$*" >>"$WORK/calls"; fi }
  fails_with 'not the plan that was approved' show_plans
  approved=$(digest_of plan)
  show_plans
}

steps_have_their_order() {
  take deploy.sh
  local step
  for step in check_aws make_work_folder check_tools make_state_bucket init_terraform choose_variables check_account certificate_needed \
    import_certificate show_plans confirm make_repository ship_image apply_plan record_settings check_service wait_for_functions \
    wait_for_mappings smoke_test report; do
    eval "$step() { printf '<%s>\n' $step >>\"\$WORK/calls\"; }"
  done
  ACCOUNT=123456789012
  main --yes
  before '<show_plans>' '<confirm>' && before '<confirm>' '<make_repository>' && before '<make_repository>' '<ship_image>'
  before '<ship_image>' '<apply_plan>' && before '<apply_plan>' '<check_service>' && before '<check_service>' '<wait_for_functions>'
  before '<wait_for_functions>' '<wait_for_mappings>' && before '<wait_for_mappings>' '<smoke_test>'
}

versions_of_aws() { # EXIT-CODE-OF-THE-WAIT
  take deploy.sh
  waited=$1
  on_emulator() { return 1; }
  output() { printf 'live'; }
  output_lines() { printf 'events plainstream-events\n'; }
  aws_cli() {
    printf '%s\n' "$*" >>"$WORK/calls"
    return "$waited"
  }
}

the_alias_is_waited_for() {
  versions_of_aws 0
  wait_for_functions
  called 'lambda wait published-version-active --function-name plainstream-events --qualifier live'
}

a_snapshot_that_fails_is_a_failure() {
  versions_of_aws 255
  fails_with 'the function events did not become active' wait_for_functions
}

# ---- restore -------------------------------------------------------------------------------------------------------

tables_of_aws() {
  take restore.sh
  mkdir -p "$WORK/tables" && touch "$WORK/tables/plainstream-likes"
  tables=(likes) stamp=now
  output() { case $1 in name) printf 'plainstream' ;; *) printf '%s' "$1" ;; esac }
  output_of() { printf 'plainstream-%s' "$2"; }
  output_lines() {
    case $1 in table_names) printf '%s x\n' likes idempotency orders ;; *) printf 'events mapping-1\narchive-events mapping-2\n' ;; esac
  }
  argument() { # NAME ARGUMENT...: the value after --NAME
    local name=$1
    shift
    while [[ $1 != "$name" ]]; do shift; done
    printf '%s' "$2"
  }
  aws_cli() {
    printf '%s\n' "$*" >>"$WORK/calls"
    case "$1 $2 $*" in
      *describe-table*DeletionProtection*) printf 'True\n' ;;
      *describe-table*) [[ -e $WORK/tables/$(argument --table-name "$@") ]] && printf 'ACTIVE\n' ;;
      *delete-table*) rm "$WORK/tables/$(argument --table-name "$@")" ;;
      *restore-table*) touch "$WORK/tables/$(argument --target-table-name "$@")" ;;
      *start-restore-job*) touch "$WORK/tables/plainstream-likes-restored" && printf 'job-1\n' ;;
      *describe-restore-job*) printf 'COMPLETED\tNone\n' ;;
      *list-recovery-points*) printf 'arn:point-1\n' ;;
      *describe-backup*) printf 'AVAILABLE\n' ;;
      *create-backup* | *list-backups*) printf 'arn:backup-1\n' ;;
      *get-event-source-mapping*) printf 'Disabled\n' ;;
    esac
  }
}

replace_likes() {
  restore_aside
  unprotect
  pause_mappings
  put_in_place plainstream-likes
  protect_again
}

a_restore_keeps_its_order() {
  tables_of_aws
  label=nightly
  replace_likes
  before 'no-deletion-protection-enabled' 'update-event-source-mapping'
  before 'restore-table-from-backup' 'no-deletion-protection-enabled'
  before 'get-event-source-mapping' 'delete-table'
  before 'describe-backup' 'delete-table'
  [[ -e $WORK/tables/plainstream-likes && ! -e $WORK/tables/plainstream-likes-restored ]]
  [[ $(tail -n 1 "$WORK/calls") == *'--deletion-protection-enabled'* ]]
  if grep -q mapping-2 "$WORK/calls"; then return 1; fi # the archive's, which catches up meanwhile
}

a_restore_leaves_the_keys() {
  tables_of_aws
  tables=()
  all_tables
  [[ ${tables[*]} == 'likes orders' ]]
}

a_copy_of_an_earlier_run_is_not_taken() {
  tables_of_aws
  label=nightly
  check_sources
  touch "$WORK/tables/plainstream-likes-restored"
  fails_with 'plainstream-likes-restored is there from an earlier run' check_sources
}

a_daily_backup_is_restored_by_its_service() {
  tables_of_aws
  vault_time=2026-11-21T03:00:00Z
  start_restore plainstream-likes plainstream-likes-restored
  called 'start-restore-job --recovery-point-arn arn:point-1'
  called 'describe-restore-job'
}

a_table_with_copies_is_not_replaced() {
  tables_of_aws
  replace=true label=nightly
  aws_cli() { case "$*" in *-restored) return 1 ;; *Replicas*) printf '1\n' ;; *) printf 'arn:backup-1\n' ;; esac }
  fails_with 'likes has copies in other regions' check_sources
  replace=false
  check_sources
}

# ---- destroy -------------------------------------------------------------------------------------------------------

network_in_use() {
  take destroy.sh
  vpc=vpc-1 name=plainstream
  aws_cli() {
    printf '%s\n' "$*" >>"$WORK/calls"
    case "$*" in
      *describe-network-interfaces*) printf 'eni-1\tin-use\tinterface\t111122223333\tsomebody else\n' ;;
      *describe-vpc-endpoints*) if ! called delete-vpc-endpoints; then printf 'vpce-1\n'; fi ;;
      *describe-security-groups*) printf 'sg-1\n' ;;
      *describe-vpcs*) printf 'vpc-1\n' ;;
    esac
  }
}

what_was_shown_is_what_is_destroyed() {
  network_in_use
  empty_buckets() { :; }
  clear_network() { :; }
  TF_VARIABLES=(-var x=1)
  tf() { printf 'tf %s\n' "$*" >>"$WORK/calls" && if [[ $1 == apply ]]; then return "$status"; fi }
  status=0 ACCOUNT=1
  show_what_goes
  destroy
  called "tf plan -destroy .*-out=$WORK/destroy.plan"
  called "tf apply .*$WORK/destroy.plan"
  if called 'tf destroy'; then return 1; fi
  status=1
  destroy
  called 'tf destroy'
}

what_guardduty_made_goes() {
  network_in_use
  remove_guardduty
  called 'delete-vpc-endpoints --vpc-endpoint-ids vpce-1'
  called 'delete-security-group --group-id sg-1'
}

what_is_in_the_way_is_named() {
  network_in_use
  fails_with 'eni-1 (interface, of 111122223333: somebody else)' has_no_interfaces
}

something_is_left_though_no_tag_says_so() {
  network_in_use
  mode=serverless
  fails_with 'left: vpc-1' nothing_left
}

a_key_that_waits_for_its_end_is_not_left() {
  network_in_use
  aws_cli() { printf '%s\n' "$state"; }
  state=PendingDeletion
  is_history arn:aws:kms:eu-west-1:123456789012:key/1
  state=Enabled
  if is_history arn:aws:kms:eu-west-1:123456789012:key/1; then return 1; fi
}

a_cluster_that_was_there_before_is_not_left() {
  network_in_use
  vpc='' mode=existing
  found
  if called 'kafka list-clusters-v2'; then return 1; fi
  mode=serverless
  found
  called 'kafka list-clusters-v2'
}

a_stack_of_a_longer_name_keeps_its_own() {
  take destroy.sh
  vpc='' name=shop mode=none
  find_certificate() { :; }
  forget_settings() { :; }
  aws_cli() {
    printf '%s\n' "$*" >>"$WORK/calls"
    case "$*" in
      *list-tables*) printf 'shop-dead_letters-restored\tshop-test-likes-restored\n' ;;
      *describe-log-groups*) printf '/aws/lambda/shop-events\t/aws/lambda/shop-test-events\n' ;;
      *list-functions*) printf 'arn:aws:lambda:eu-west-1:1:function:shop-events\tarn:aws:lambda:eu-west-1:1:function:shop-test-events\n' ;;
      *) printf 'None\n' ;;
    esac
  }
  remove_the_rest
  called 'delete-table --table-name shop-dead_letters-restored'
  called 'delete-log-group --log-group-name /aws/lambda/shop-events'
  if called 'delete-.*shop-test'; then return 1; fi
  [[ $(found) == *:shop-events* && $(found) != *shop-test* ]]
}

# ---- smoke test ----------------------------------------------------------------------------------------------------

deployed_behind() { # CURL-EXIT-CODE-WITHOUT-INSECURE
  take smoke.sh
  make_work_folder() { :; }
  check_deployed() { :; }
  refusal=$1 cidrs=203.0.113.7/32 logged_in=false
  output() {
    case $1 in
      url) printf 'https://api.example.com' ;;
      load_balancer_dns_name) printf 'plainstream-1.elb.amazonaws.com' ;;
      login) printf '%s' "$logged_in" ;;
      *) printf '%s' "$1" ;;
    esac
  }
  output_lines() { printf '%s\n' "$cidrs"; }
  aws_cli() { printf 'PEM\n'; }
  curl() {
    printf 'curl %s\n' "$*" >>"$WORK/calls"
    case "$*" in
      *--insecure*) printf '302' && printf 'HTTP/1.1 302\r\nlocation: https://login.example.com\r\n' >"$WORK/headers" ;;
      *) return "$refusal" ;;
    esac
  }
}

who_is_kept_out_does_not_fail() {
  deployed_behind 28
  [[ $(main --deployed) == *'ingress_cidrs keep this machine out'* ]]
}

a_dead_service_fails_for_everyone() {
  deployed_behind 28
  cidrs=0.0.0.0/0
  fails_with 'failed,' main --deployed --wait 0
}

a_login_behind_a_name_is_asked_as_far_as_it_goes() {
  deployed_behind 60
  logged_in=true
  [[ $(main --deployed) == *'pass  GET /healthcheck is sent to the login'* ]]
  called '--connect-to ::plainstream-1.elb.amazonaws.com:'
}

# ---- workflow ------------------------------------------------------------------------------------------------------

run_of_github() {
  take sign_in.sh
  ACTIONS_ID_TOKEN_REQUEST_URL='https://token.example?x=1' ACTIONS_ID_TOKEN_REQUEST_TOKEN=t
  curl() { printf '{"value": "the-token"}\n'; }
  aws_cli() {
    printf '%s\n' "$*" >>"$WORK/calls"
    printf 'AKIA1\tse/cr+et\tsession==\n'
  }
}

a_token_is_exchanged_once() {
  run_of_github
  eval "$(main arn:aws:iam::123456789012:role/deploy-plainstream)"
  [[ "$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN" == 'AKIA1 se/cr+et session==' ]]
  called 'sts assume-role-with-web-identity --role-arn arn:aws:iam::123456789012:role/deploy-plainstream --web-identity-token the-token'
}

a_role_that_is_refused_is_a_failure() {
  run_of_github
  aws_cli() { return 254; }
  fails_with 'did not give the role' main arn:aws:iam::123456789012:role/deploy-plainstream
}

# ---- status --------------------------------------------------------------------------------------------------------

lag_has_a_name_that_every_cluster_publishes() {
  take status.sh
  output_lines() { printf 'events plainstream-events\n'; }
  aws_cli() { printf '%s\n' "$*" >>"$WORK/calls"; }
  mappings
  called '--metric-name OffsetLag .*--dimensions Name=FunctionName,Value=plainstream-events'
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  SCRIPTS=$ROOT/scripts
  make_work_folder
  mkdir -p "$WORK/scripts" "$WORK/terraform"
  cp "$SCRIPTS"/lib*.sh "$WORK/scripts/"
  check 'a failed move of the state leaves no backend behind' a_failed_move_leaves_nothing
  check 'a failed move of the state keeps the old backend' a_failed_move_keeps_the_old_backend
  check 'two states are not mixed' two_states_are_not_mixed
  check 'a plan moves no state' a_plan_moves_no_state
  check 'a service that runs what was asked for is stable' what_was_asked_for_runs
  check 'a rollback is a failure, with its reason' a_rollback_is_a_failure
  check 'a failed rollout is a failure' a_failed_rollout_is_a_failure
  check 'what Terraform says of a value is shown' what_terraform_says_of_a_value_is_shown
  check 'a value is asked for once' a_value_is_asked_for_once
  check 'a digest is of the plan, whatever ARN the own certificate gets' a_digest_is_of_the_plan_alone
  check 'another plan than the approved one is not applied' another_plan_than_the_approved_is_not_applied
  check 'the steps of a deployment have their order' steps_have_their_order
  check 'the version that the alias names is waited for' the_alias_is_waited_for
  check 'a snapshot that fails is a failure' a_snapshot_that_fails_is_a_failure
  check 'a restore puts copies aside, takes protection off, pauses, backs up, deletes, protects again' a_restore_keeps_its_order
  check 'a restore of all tables leaves the keys of clients' a_restore_leaves_the_keys
  check 'a copy that an earlier restore left is not taken for the new one' a_copy_of_an_earlier_run_is_not_taken
  check 'a daily backup is restored by AWS Backup' a_daily_backup_is_restored_by_its_service
  check 'a table with copies elsewhere is not replaced' a_table_with_copies_is_not_replaced
  check 'what was shown is what is destroyed' what_was_shown_is_what_is_destroyed
  check 'what GuardDuty made goes with the network' what_guardduty_made_goes
  check 'what is in the way is named with its owner' what_is_in_the_way_is_named
  check 'something is left even if no tag says so' something_is_left_though_no_tag_says_so
  check 'a key that waits for its end is not left' a_key_that_waits_for_its_end_is_not_left
  check 'a cluster that was there before is not left' a_cluster_that_was_there_before_is_not_left
  check 'a stack of a longer name keeps what is its own' a_stack_of_a_longer_name_keeps_its_own
  check 'a smoke test from outside ingress_cidrs is no failure' who_is_kept_out_does_not_fail
  check 'a service that answers nobody is a failure' a_dead_service_fails_for_everyone
  check 'a login behind a name is asked as far as it goes' a_login_behind_a_name_is_asked_as_far_as_it_goes
  check 'the token of a run is exchanged once' a_token_is_exchanged_once
  check 'a role that is refused is a failure' a_role_that_is_refused_is_a_failure
  check 'the lag has a name that every cluster publishes' lag_has_a_name_that_every_cluster_publishes
  ((failures == 0)) || die "$failures checks failed"
}

main "$@"
