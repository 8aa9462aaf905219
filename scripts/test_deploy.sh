#!/usr/bin/env bash
#
# test_deploy.sh - deploys the whole stack to an AWS emulator and destroys it again, from nothing to nothing.
#
# Usage: scripts/test_deploy.sh [OPTION]...
#
#   --mode MODE   serverless, provisioned, none or existing: this kafka_mode (default: serverless; with CI=true all of them,
#                 side by side)
#   --whole       in every mode also what otherwise none alone does: HTTPS off and on, the state to a bucket and back
#   --record      write what was called to terraform/deployer/actions.txt, as the administrator; without it everything is
#                 done as the role that terraform/deployer makes of that file, with signatures and policies enforced
#   --help
#
# Each round: the deployer's role, scripts/deploy.sh, plans that must say "No changes", calls as each function's role (Roles
# in scripts/tools), scripts/destroy.sh, which must say that nothing is left; with kafka_mode none also an approved digest, one
# right less, HTTPS off and on, the state to a bucket and back, a second clone; with serverless a whole restore, and a new
# version of everything after it. AWS_EMULATOR names the emulator's command, which takes: start, stop,
# auth on|off, calls [reset], assume ROLE; "start" and "assume" print exports to eval.
# Needs "make build" before. The state is in a folder of its own: a real deployment's is not touched.
# Without an emulator it is skipped, loudly; with CI=true it fails. Exit codes: 0 passed, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly EVERY_MODE='serverless provisioned none existing'
modes='' whole=false record=false

parse() {
  while (($# > 0)); do
    case $1 in
      --mode) modes=${2:?"$1 needs a value"} && shift ;;
      --whole) whole=true ;;
      --record) record=true ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

# A round takes minutes of both cores: without CI the default one has to do.
choose_modes() {
  if [[ -n $modes ]]; then return; fi
  modes=$EVERY_MODE
  if [[ ${CI:-} != true ]]; then
    modes=serverless
    skip_or_fail 'kafka_mode provisioned, none and existing' 'name one with --mode, or set CI=true for all'
  fi
}

# us-east-1 is the region that differs: a bucket there has no location, and its first zone has neither MSK nor Fargate.
region_of() { # MODE
  if [[ $1 == serverless ]]; then printf 'us-east-1'; else printf 'eu-west-1'; fi
}

passed() {
  printf 'ok    %s\n' "$1"
}

run() { # LOG COMMAND...
  local log=$WORK/$1
  shift
  "$@" >"$log" 2>&1 || die "'$*' failed: $(tail -n 30 "$log")"
}

# A copy of the sources, so that neither state nor backend of a real deployment are touched.
copy_sources() { # TREE
  local path tree=$1
  mkdir -p "$tree/consumer/target" "$tree/api/target" "$tree/terraform"
  for path in scripts .dockerignore api/Dockerfile; do cp -Rp "$ROOT/$path" "$tree/$path"; done
  cp -Rp "$ROOT"/terraform/*.tf "$ROOT/terraform/"{pipeline.json,.terraform.lock.hcl,data} "$tree/terraform/"
  cp -Rp "$ROOT"/api/target/plainstream-api-*.jar "$ROOT/api/target/lib" "$tree/api/target/"
  cp -p "$ROOT"/consumer/target/{function,layer}.zip "$tree/consumer/target/"
}

round() { # MODE
  if [[ $1 == existing ]]; then make_cluster; fi
  settings "$1" >"$WORK/tree/terraform/terraform.tfvars"
  if ! $record; then become_deployer "$1"; fi
  if [[ $1 == none ]]; then approved_deployment; else deploy "deploy-$1" --yes; fi
  passed "$1: deployed to $AWS_REGION; $(grep -c 'step left out' "$WORK/deploy-$1") steps need the real AWS"
  plans_nothing "$1" "$WORK/tree"
  passed "$1: the second plan says No changes, and so does a bare 'terraform plan'"
  run "status-$1" "$WORK/tree/scripts/status.sh"
  record_calls
  check_roles "$1"
  "$AWS_EMULATOR" calls reset >/dev/null
  if [[ $1 == none ]]; then is_refused; fi
  if [[ $1 == none ]] || $whole; then there_and_back "$1"; fi
  if [[ $1 == serverless ]]; then
    rehearse_restore
    new_version
    record_calls
    is_whole_again
  fi
  run "destroy-$1" "$WORK/tree/scripts/destroy.sh" --yes
  grep -q 'Nothing tagged' "$WORK/destroy-$1" || die "destroy.sh did not say that nothing is left"
  record_calls
  if [[ $1 == existing ]]; then check_cluster; fi
  passed "$1: destroyed, and nothing is left"
}

# Somebody else's, in a network of its own.
make_cluster() {
  local zone subnets=()
  "$AWS_EMULATOR" auth off
  vpc=$(aws_cli ec2 create-vpc --cidr-block 10.9.0.0/16 --query Vpc.VpcId --output text)
  for zone in a b a b; do
    subnets+=("$(aws_cli ec2 create-subnet --vpc-id "$vpc" --cidr-block "10.9.${#subnets[@]}.0/24" \
      --availability-zone "$AWS_REGION$zone" --query Subnet.SubnetId --output text)")
  done
  group=$(aws_cli ec2 create-security-group --group-name shop --description shop --vpc-id "$vpc" --query GroupId --output text)
  cluster=$(aws_cli kafka create-cluster-v2 --cluster-name shop --query ClusterArn --output text --serverless \
    "VpcConfigs=[{SubnetIds=[${subnets[0]},${subnets[1]}],SecurityGroupIds=[$group]}],ClientAuthentication={Sasl={Iam={Enabled=true}}}")
  brokers=$(aws_cli kafka get-bootstrap-brokers --cluster-arn "$cluster" --query BootstrapBrokerStringSaslIam --output text)
  existing=$(printf '{ cluster_arn = "%s", bootstrap_servers = "%s", security_group_id = "%s", vpc_id = "%s", private_subnet_ids = ["%s", "%s"], public_subnet_ids = ["%s", "%s"] }' \
    "$cluster" "$brokers" "$group" "$vpc" "${subnets[@]}")
  "$AWS_EMULATOR" calls reset >/dev/null
}

# It is as it was: without our rules, and there.
check_cluster() {
  "$AWS_EMULATOR" auth off
  [[ $(aws_cli kafka list-clusters-v2 --query 'ClusterInfoList[].ClusterArn' --output text) == "$cluster" ]] || die 'the cluster is gone'
  [[ $(aws_cli ec2 describe-security-groups --group-ids "$group" --query 'length(SecurityGroups[0].IpPermissions)') == 0 ]] ||
    die 'rules of the stack stayed in the security group'
}

# The role is made by an administrator, once; from then on nobody is one.
become_deployer() { # MODE
  local exports folder=$WORK/tree/terraform/deployer
  mkdir -p "$folder"
  cp -p "$ROOT"/terraform/deployer/*.{tf,txt} "$folder/"
  cp -p "$ROOT/terraform/.terraform.lock.hcl" "$folder/"
  run "deployer-init" "$TERRAFORM" -chdir="$folder" init -input=false -no-color -lockfile=readonly
  run "deployer-apply" "$TERRAFORM" -chdir="$folder" apply -input=false -no-color -auto-approve -var state_bucket=our-states \
    -var github_repository=shop@1/plainstream@2
  exports=$("$AWS_EMULATOR" assume deploy-plainstream) || die 'the deployer cannot be assumed'
  eval "$exports"
  "$AWS_EMULATOR" auth on
  passed "$1: from here on as the role deploy-plainstream"
}

# One right less, and it can be seen that rights count.
misses_a_right() { # ACTION COMMAND...
  local action=$1
  shift
  "$AWS_EMULATOR" auth off
  aws_cli iam put-role-policy --role-name deploy-plainstream --policy-name less --policy-document \
    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"$action\",\"Resource\":\"*\"}]}"
  "$AWS_EMULATOR" auth on
  refused "StatusCode: 403" "$@" # whose message is not always one that names the action
  "$AWS_EMULATOR" auth off
  aws_cli iam delete-role-policy --role-name deploy-plainstream --policy-name less
  "$AWS_EMULATOR" auth on
}

record_calls() {
  if ! $record; then return; fi
  local file=$ROOT/terraform/deployer/actions.txt
  {
    if [[ -f $file ]]; then cat "$file"; fi
    # Roles are taken on by this test alone.
    "$AWS_EMULATOR" calls | cut -d ' ' -f 1 | sed '/^sts:AssumeRole$/d'
  } | LC_ALL=C sort -u >"$WORK/actions"
  cp "$WORK/actions" "$file"
  "$AWS_EMULATOR" calls reset >/dev/null
}

# Every option that makes resources is on in one of the modes.
settings() { # MODE
  printf 'kafka_mode = "%s"\n' "$1"
  case $1 in
    serverless) printf '%s\n' 'archive = "firehose"' ;;
    provisioned) printf '%s\n' 'functions_in_vpc = true' ;;
    existing) printf 'existing_kafka = %s\n' "$existing" ;;
    none) printf 'timestamp_shards = 2\n' ;;
  esac
}

deploy() { # LOG OPTION...
  local log=$1
  shift
  run "$log" "$WORK/tree/scripts/deploy.sh" "$@"
}

# As the workflow does it: the plan's digest is approved, and only that plan is applied. A right less, or another digest,
# and nothing is made; the certificate that was imported for it goes again.
approved_deployment() {
  local digest=$WORK/digest
  if ! $record; then misses_a_right ecr:CreateRepository "$WORK/tree/scripts/deploy.sh" --yes; fi
  run plan-for-digest "$WORK/tree/scripts/plan.sh" --digest-file "$digest"
  refused 'not the plan that was approved' "$WORK/tree/scripts/deploy.sh" --approved "$(<"$digest")" --var log_level=DEBUG
  [[ $(aws_cli acm list-certificates --query 'length(CertificateSummaryList)') == 0 ]] || die 'a refused plan left a certificate'
  deploy deploy-none --approved "$(<"$digest")"
  passed 'none: the plan of the approved digest is applied, and no other'
}

# What a release changes: code, environment, mappings, alarms, and tables that were restored. The deployer's rights must be
# enough for it.
new_version() {
  printf 'two' >"$WORK/version"
  (cd "$WORK" && zip -q "$WORK/tree/consumer/target/function.zip" version && zip -q "$WORK/tree/consumer/target/layer.zip" version)
  printf '%s\n' 'function_memory_mb = 640' 'batch_size = 500' 'log_retention_days = 14' 'max_count = 5' 'task_memory_mb = 2048' \
    'alarm_thresholds = { lag_records = 5000 }' >>"$WORK/tree/terraform/terraform.tfvars"
  deploy new-version --yes
  plans_nothing serverless "$WORK/tree"
  passed "serverless: a new version was deployed: $(sed -n 's/.*Apply complete! //p' "$WORK/new-version")"
}

# The ways back, over tables that may not be deleted: of a backup aside and in place, of a point in time in place. By an
# administrator. What a restored table lacks then is given by the deployment of the next version.
rehearse_restore() {
  local table
  "$AWS_EMULATOR" auth off
  for table in likes orders; do
    aws_cli dynamodb update-table --table-name "plainstream-$table" --deletion-protection-enabled >/dev/null
  done
  restore_a_backup
  restore_a_point_in_time
  [[ $(mapping_states) == Disabled ]] || die "while tables are restored, mappings are: $(mapping_states)"
  [[ $(aws_cli dynamodb list-tables --output text) != *-restored* ]] || die 'a copy is left'
  for table in likes orders; do
    [[ $(of_table "$table" RestoreSummary.SourceTableArn) == *"/plainstream-$table-restored" ]] || die "$table is not the restored copy"
    [[ $(of_table "$table" DeletionProtectionEnabled) == True ]] || die "the restored $table is not protected"
    encrypt "$table"
  done
  have DISABLED '' # so that the deployment has something to give back
  "$AWS_EMULATOR" calls reset >/dev/null
  if ! $record; then "$AWS_EMULATOR" auth on; fi
  passed 'serverless: a backup and a point in time are restored, the tables protected as before, the mappings paused'
}

restore_a_backup() {
  local scripts=$WORK/tree/scripts
  put likes movieId kept
  run backup "$scripts/backup.sh" --label rehearsal
  put likes movieId lost
  run restore-aside "$scripts/restore.sh" --backup rehearsal --table likes
  [[ $(kept_and_lost likes-restored movieId) == kept ]] || die 'the copy is not what was backed up'
  [[ $(kept_and_lost likes movieId) == 'kept lost' ]] || die 'a restore aside changed the live table'
  aws_cli dynamodb delete-table --table-name plainstream-likes-restored >/dev/null
  run restore "$scripts/restore.sh" --backup rehearsal --table likes --replace --yes
  [[ $(kept_and_lost likes movieId) == kept ]] || die 'the restored table is not what was backed up'
}

# The emulator takes every point in time for the present one.
restore_a_point_in_time() {
  put orders OrderNo kept
  run restore-at "$WORK/tree/scripts/restore.sh" --at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --table orders --replace --yes
  [[ $(kept_and_lost orders OrderNo) == kept ]] || die 'the order is lost'
}

put() { # TABLE KEY VALUE
  aws_cli dynamodb put-item --table-name "plainstream-$1" --item "{\"$2\": {\"S\": \"$3\"}, \"likes\": {\"N\": \"1\"}}"
}

kept_and_lost() { # TABLE KEY
  aws_cli dynamodb scan --table-name "plainstream-$1" --query "sort(Items[?$2.S=='kept' || $2.S=='lost'].$2.S)" \
    --output text | tr '\t' ' '
}

of_table() { # TABLE MEMBER
  aws_cli dynamodb describe-table --table-name "plainstream-$1" --query "Table.$2" --output text
}

# Looked at by the administrator again, when the deployment after the restore is done.
is_whole_again() {
  "$AWS_EMULATOR" auth off
  have ENABLED plainstream
  [[ $(kept_and_lost likes movieId) == kept && $(kept_and_lost orders OrderNo) == kept ]] || die 'the deployment emptied a table'
  [[ $(mapping_states) == Enabled ]] || die "after the deployment mappings are: $(mapping_states)"
  "$AWS_EMULATOR" calls reset >/dev/null
  if ! $record; then "$AWS_EMULATOR" auth on; fi
  passed 'serverless: the deployment after a restore gave the tables their tags and recovery, and started the mappings'
}

# AWS restores a table with its encryption. The emulator restores none, and its UpdateTable takes no SSESpecification, for
# which Terraform would wait for ever. So the same table is made once more: encrypted, with the same items.
encrypt() { # TABLE
  local table=plainstream-$1 definition items
  definition=$(aws_cli dynamodb describe-table --table-name "$table" --query Table --output json |
    jq '{TableName, AttributeDefinitions, KeySchema, BillingMode: "PAY_PER_REQUEST", SSESpecification: {Enabled: true}}')
  items=$(aws_cli dynamodb scan --table-name "$table" --query Items --output json |
    jq --arg table "$table" '{($table): [.[] | {PutRequest: {Item: .}}]}')
  aws_cli dynamodb update-table --table-name "$table" --no-deletion-protection-enabled >/dev/null
  aws_cli dynamodb delete-table --table-name "$table" >/dev/null
  aws_cli dynamodb create-table --cli-input-json "$definition" >/dev/null
  aws_cli dynamodb batch-write-item --request-items "$items" >/dev/null
}

# What AWS leaves out of a restore, and restore.sh to the deployment after it.
have() { # RECOVERY PROJECT
  local table recovery project
  for table in likes orders; do
    recovery=$(aws_cli dynamodb describe-continuous-backups --table-name "plainstream-$table" --output text --query \
      ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus)
    project=$(aws_cli dynamodb list-tags-of-resource --resource-arn "$(of_table "$table" TableArn)" --output text \
      --query "Tags[?Key=='Project'].Value")
    [[ "$recovery $project" == "$1 $2" ]] || die "$table has point-in-time recovery $recovery and the tag '$project', not $1 and '$2'"
  done
}

mapping_states() {
  aws_cli lambda list-event-source-mappings --query 'EventSourceMappings[].State' --output text | tr '\t' '\n' | sort -u
}

plans_nothing() { # MODE TREE [OPTION]...
  local mode=$1 tree=$2
  shift 2
  run "plan-$mode" "$tree/scripts/plan.sh" --detailed-exitcode "$@"
  run "bare-plan-$mode" "$TERRAFORM" -chdir="$tree/terraform" plan -input=false -no-color -detailed-exitcode
}

is_refused() {
  local action
  for action in ecs:DescribeServices lambda:GetFunction; do
    if ! $record; then misses_a_right "$action" "$WORK/tree/scripts/plan.sh"; fi
  done
  refused 'must not shrink' "$WORK/tree/scripts/plan.sh" --var timestamp_shards=1
}

# HTTPS off while the state moves to a bucket, a look from a second clone, and all of it back.
there_and_back() { # MODE
  local bucket=our-states clone=$WORK/clone backend=$WORK/tree/terraform/backend_override.tf
  refused 'moves it' "$WORK/tree/scripts/plan.sh" --state-bucket "$bucket"
  [[ ! -e $backend ]] || die "a refused move left $backend behind"
  copy_sources "$clone"
  cp "$WORK/tree/terraform/terraform.tfvars" "$clone/terraform/"
  deploy https-off --yes --http --state-bucket "$bucket"
  plans_nothing clone "$clone" --state-bucket "$bucket"
  if ! $record; then only_plans "$clone" --state-bucket "$bucket"; fi
  passed "$1: HTTPS is off, the state in a bucket, and a second clone plans nothing, also as the role that only plans"
  deploy https-on --yes --https --state-here
  [[ ! -e $backend ]] || die "$backend was left behind on the way back"
  plans_nothing back "$WORK/tree"
  passed "$1: HTTPS is on again, and the state back in its folder"
}

# The role of pull requests looks at the same state, locks it meanwhile, and makes nothing.
only_plans() ( # TREE OPTION...; in a shell of its own, for the credentials
  eval "$("$AWS_EMULATOR" assume plan-plainstream)"
  plans_nothing planner "$@"
  refused 'StatusCode: 403' "$1/scripts/deploy.sh" --yes --http --var log_level=DEBUG "${@:2}"
)

refused() { # SENTENCE COMMAND...
  local sentence=$1
  shift
  if "$@" >"$WORK/refused" 2>&1; then die "'$*' was not refused"; fi
  grep -q "$sentence" "$WORK/refused" || die "'$*' was refused for another reason: $(tail -n 5 "$WORK/refused")"
}

# With signatures and policies enforced, each function's role does what it is for by the consumer's own client, and no more.
check_roles() { # MODE
  local role roles=(events queries enrichment)
  # Without Kafka there is no enrichment.
  [[ $1 != none ]] || roles=(events queries)
  "$AWS_EMULATOR" auth on
  for role in "${roles[@]}"; do run "role-$1-$role" act_as "$role"; done
  if $record; then "$AWS_EMULATOR" auth off; fi
  passed "$1: $(cat "$WORK/role-$1-"* | grep -c ': allowed$') calls allowed by the functions' roles, the rest refused"
}

act_as() ( # ROLE; in a shell of its own, for the credentials
  eval "$("$AWS_EMULATOR" assume "plainstream-$1")"
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  TOOLS_CLASS_PATH="$ROOT/consumer/target/function/lib/*" run_tool Roles "$1"
)

clean_up() {
  "$AWS_EMULATOR" stop >/dev/null 2>&1 || true
  rm -rf "$WORK"
}

# Each with an emulator of its own; most of the time all of them wait for a load balancer.
rounds_side_by_side() { # OPTION...
  local mode round rounds=() failed=0
  for mode in $modes; do
    "${BASH_SOURCE[0]}" "$@" --mode "$mode" &
    rounds+=("$!")
  done
  for round in "${rounds[@]}"; do wait "$round" || failed=1; done
  ((failed == 0)) || die 'not every deployment passed: see above'
}

main() {
  parse "$@"
  if [[ -z ${AWS_EMULATOR:-} ]]; then
    skip_or_fail 'the deployment' 'set AWS_EMULATOR to the command of an AWS emulator'
    return
  fi
  check_terraform
  choose_modes
  if [[ $modes == *' '* ]]; then
    if $record; then wrong_usage '--record writes one file: name the --mode'; fi
    rounds_side_by_side "$@"
    return
  fi
  make_work_folder
  trap clean_up EXIT
  local plugins=${TF_CLI_CONFIG_FILE:-} exports
  # An emulator and a state of one's own, beside any other on this machine.
  export XDG_CACHE_HOME=$WORK/cache
  AWS_REGION=$(region_of "$modes")
  export AWS_REGION AWS_DEFAULT_REGION=$AWS_REGION
  exports=$("$AWS_EMULATOR" start) || die "'$AWS_EMULATOR start' failed"
  eval "$exports"
  # Whoever runs this may be logged in to AWS.
  [[ ${AWS_ENDPOINT_URL:-} =~ ^https?://(127\.0\.0\.1|localhost)[:/] ]] || die "AWS_ENDPOINT_URL '${AWS_ENDPOINT_URL:-}' is not on the loopback"
  if [[ -n $plugins ]]; then export TF_CLI_CONFIG_FILE=$plugins; fi
  copy_sources "$WORK/tree"
  round "$modes"
}

main "$@"
