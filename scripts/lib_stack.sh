# shellcheck shell=bash disable=SC2034
#
# lib_stack.sh - where a stack's state and its settings are. plan.sh, deploy.sh and destroy.sh source it after lib.sh.
#
# Settings that the scripts choose (image tag, HTTPS, certificate) are kept in Systems Manager, in the parameter
# /NAME/deployment, for every clone, and in terraform/deployment.auto.tfvars, where Terraform reads them by itself.

readonly BACKEND=$ROOT/terraform/backend_override.tf DEPLOYED=$ROOT/terraform/deployment.auto.tfvars
readonly DEFAULT_STATE_KEY=plainstream/terraform.tfstate

# Stands in a plan for the self-signed certificate that deploy.sh has yet to import.
readonly NO_CERTIFICATE_YET=arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000

# ---- options -------------------------------------------------------------------------------------------------------

# Sets TAKEN to the number of arguments that it used up, 0 if the first is none of these.
STATE_BUCKET='' STATE_KEY='' STATE_HERE=false HTTPS=''
take_stack_option() { # ARGUMENT...
  TAKEN=2
  case ${1:-} in
    --var) TF_VARIABLES+=(-var "${2:?"$1 needs NAME=VALUE"}") ;;
    --var-file) TF_VARIABLES+=(-var-file "$(cd "$(dirname "${2:?"$1 needs a file"}")" && pwd)/$(basename "$2")") ;;
    --state-bucket) STATE_BUCKET=${2:?"$1 needs a value"} ;;
    --state-key) STATE_KEY=${2:?"$1 needs a value"} ;;
    --state-here) STATE_HERE=true TAKEN=1 ;;
    --http) HTTPS=false TAKEN=1 ;;
    --https) HTTPS=true TAKEN=1 ;;
    *) TAKEN=0 ;;
  esac
}

# ---- state ---------------------------------------------------------------------------------------------------------

# The state is in terraform/ unless --state-bucket names a bucket; Terraform remembers the choice in .terraform/.
MAY_MOVE_STATE=false
init_terraform() {
  if [[ -n $STATE_BUCKET ]]; then
    use_bucket "$STATE_BUCKET" "${STATE_KEY:-$DEFAULT_STATE_KEY}"
  elif $STATE_HERE && [[ -n $(state_place) ]]; then
    use_folder
  else
    init_or_die
  fi
}

# Without an input there is nobody to ask; -input=false would refuse to move a state even with -force-copy.
init() { # ARGUMENT...
  tf init -no-color ${LOCK_FILE[@]+"${LOCK_FILE[@]}"} "$@" >"$WORK/init.log" 2>&1 </dev/null
}

init_or_die() { # ARGUMENT...
  init "$@" || die "terraform init failed: $(tail -n 20 "$WORK/init.log")"
}

# "BUCKET KEY" as Terraform remembers them; nothing while the state is in this folder.
state_place() {
  local record=${TF_DATA_DIR:-$ROOT/terraform/.terraform}/terraform.tfstate
  if [[ ! -f $record ]]; then return; fi
  awk -F '"' '$2 == "bucket" { bucket = $4 } $2 == "key" { key = $4 } END { if (bucket) print bucket, key }' "$record"
}

# Not through "grep -q": it leaves at the first line, and whoever still writes then fails.
has_resources() {
  local list
  list=$({ init && tf state list; } 2>/dev/null) && [[ -n $list ]]
}

use_bucket() { # BUCKET KEY
  local how=(-reconfigure) there
  if [[ $(state_place) == "$1 $2" ]]; then
    init_or_die
    return
  fi
  if has_resources; then
    check_move "the bucket $1"
    there=$(aws_cli s3 cp "s3://$1/$2" - 2>/dev/null) || there=''
    if [[ $there == *'"instances"'* ]]; then
      die "s3://$1/$2 holds the state of a stack already, and so does $(state_place_text): move one of them away first"
    fi
    how=(-migrate-state -force-copy)
  fi
  # Terraform takes a backend's settings as arguments, but its kind only from a file, which git ignores.
  # An emulator has no host name for a bucket, and none of them signs the slash in the prefix of Terraform's list of workspaces.
  if on_emulator; then how+=(-backend-config=use_path_style=true -backend-config=workspace_key_prefix=); fi
  change_backend $'terraform {\n  backend "s3" {}\n}' "${how[@]}" -backend-config="bucket=$1" -backend-config="key=$2" \
    -backend-config="region=$AWS_REGION" -backend-config=encrypt=true -backend-config=use_lockfile=true
}

use_folder() {
  check_move 'this folder'
  change_backend '' -migrate-state -force-copy
}

state_place_text() {
  local place
  place=$(state_place)
  if [[ -n $place ]]; then printf 's3://%s' "${place/ //}"; else printf 'this folder'; fi
}

check_move() { # WHERE-TO
  $MAY_MOVE_STATE || die "the state is in $(state_place_text): scripts/deploy.sh moves it to $1, with the same options"
  confirm "Move the state from $(state_place_text) to $1?" yes
}

# The file is what it was before, unless Terraform took the new one.
change_backend() { # CONTENT INIT-ARGUMENT...
  local content=$1
  shift
  if [[ -f $BACKEND ]]; then cp -p "$BACKEND" "$WORK/backend"; fi
  trap 'restore_backend; rm -rf "$WORK"' EXIT
  if [[ -n $content ]]; then printf '%s\n' "$content" >"$BACKEND"; else rm -f "$BACKEND"; fi
  init_or_die "$@"
  trap 'rm -rf "$WORK"' EXIT
}

restore_backend() {
  rm -f "$BACKEND"
  if [[ -f $WORK/backend ]]; then cp -p "$WORK/backend" "$BACKEND"; fi
}

# ---- settings ------------------------------------------------------------------------------------------------------

# What was deployed last, from whichever clone, then what the user set by himself, then what is best.
choose_variables() {
  : >"$WORK/chosen.tfvars"
  TF_VARIABLES=(-var-file "$WORK/chosen.tfvars" ${TF_VARIABLES[@]+"${TF_VARIABLES[@]}"})
  fetch_settings
  choose image_tag "$(new_image_tag)"
  # An emulator runs no tasks to wait for.
  if on_emulator; then choose wait_for_service false; fi
  if [[ $(variable create_vpc) == true ]]; then choose_https; fi
  check_shards
}

parameter() {
  printf '/%s/deployment' "$(variable name)"
}

fetch_settings() {
  local name value
  if ! aws_cli ssm get-parameter --name "$(parameter)" --query Parameter.Value --output text >"$WORK/stored" 2>"$WORK/error"; then
    grep -q ParameterNotFound "$WORK/error" || say "warning: what is deployed cannot be read: $(tail -n 1 "$WORK/error")"
    : >"$WORK/stored"
  fi
  # What has come into a file of the user's since then is the user's to say.
  while IFS='=' read -r name value; do
    name=${name// /}
    if [[ -n $name ]] && ! in_a_file "$name"; then printf '%s =%s\n' "$name" "$value"; fi
  done <"$WORK/stored" >"$WORK/kept"
  if [[ -s $WORK/kept ]]; then cp "$WORK/kept" "$DEPLOYED"; else rm -f "$DEPLOYED"; fi
}

stored() { # NAME
  sed -n "s/^$1 = \"\(.*\)\"\$/\1/p" "$WORK/stored"
}

in_a_file() { # NAME
  local file files=("$ROOT/terraform/terraform.tfvars" "$ROOT/terraform/terraform.tfvars.json") index
  for ((index = 0; index < ${#TF_VARIABLES[@]}; index++)); do
    if [[ ${TF_VARIABLES[index]} == -var-file ]]; then files+=("${TF_VARIABLES[index + 1]}"); fi
  done
  for file in "${files[@]}"; do
    if [[ $file != "$WORK/chosen.tfvars" ]] && grep -qsE "^[[:space:]]*\"?$1\"?[[:space:]]*[=:]" "$file"; then return; fi
  done
  return 1
}

# By --var, the last of which counts, or by TF_VAR_….
given() { # NAME
  local name=TF_VAR_$1 index value
  value=${!name:-}
  for ((index = 0; index < ${#TF_VARIABLES[@]}; index++)); do
    if [[ ${TF_VARIABLES[index]} == "$1="* ]]; then value=${TF_VARIABLES[index]#*=}; fi
  done
  printf '%s' "$value"
}

choose() { # NAME VALUE
  local value
  if in_a_file "$1"; then return; fi
  value=$(given "$1")
  printf '%s = "%s"\n' "$1" "${value:-$2}" >>"$WORK/chosen.tfvars"
}

new_image_tag() {
  local tag
  if [[ -d $ROOT/api/target/lib ]]; then tag=$(image_tag); else tag=$(stored image_tag); fi
  # Without a build, a plan or a destroy needs any valid one.
  printf '%s' "${tag:-none}"
}

# HTTPS stays as it was deployed; at first it is on.
choose_https() {
  local enabled=$HTTPS certificate
  enabled=${enabled:-$(stored enable_https)}
  choose enable_https "${enabled:-true}"
  if [[ $(variable enable_https) != true ]]; then
    choose certificate_arn ''
    return
  fi
  certificate=$(find_certificate)
  choose certificate_arn "${certificate:-$NO_CERTIFICATE_YET}"
}

certificate_needed() {
  grep -qF "$NO_CERTIFICATE_YET" "$WORK/chosen.tfvars"
}

# The self-signed certificate of an earlier deployment, told from others of that name by its tag.
find_certificate() {
  local arn name
  name=$(variable name)
  for arn in $(aws_cli acm list-certificates --output text \
    --query "CertificateSummaryList[?DomainName=='$name'].CertificateArn"); do
    if [[ $arn != None && $(aws_cli acm list-tags-for-certificate --certificate-arn "$arn" --output text \
      --query "Tags[?Key=='Role'].Value") == self-signed ]]; then
      printf '%s\n' "$arn"
      return
    fi
  done
}

# Rows in a shard that nobody reads any more would be lost to every reader.
check_shards() {
  local deployed wanted
  deployed=$(output timestamp_shards)
  wanted=$(variable timestamp_shards)
  if [[ -n $deployed ]] && ((wanted < deployed)); then
    die "timestamp_shards is $deployed and must not shrink to $wanted: what the other shards hold would not be found any more"
  fi
}

# The same plan has the same digest, here and on another machine: it is of all that Terraform shows of it. The ARN that a
# self-signed certificate gets on its import is nobody's to approve, and not known before.
OWN_CERTIFICATE=$NO_CERTIFICATE_YET
digest_of() { # PLAN-FILE
  tf show -no-color "$1" | sed "s|$OWN_CERTIFICATE|a self-signed certificate|g" | checksum | cut -c 1-64
}

# After a deployment: from now on these are what is deployed, for every clone and for a bare "terraform plan".
record_settings() {
  cp "$WORK/chosen.tfvars" "$DEPLOYED"
  aws_cli ssm put-parameter --name "$(parameter)" --type String --overwrite --value "$(<"$DEPLOYED")" >/dev/null
  aws_cli ssm add-tags-to-resource --resource-type Parameter --resource-id "$(parameter)" \
    --tags "Key=Project,Value=$(variable name)" >/dev/null
}

forget_settings() {
  aws_cli ssm delete-parameter --name "$(parameter)" >/dev/null 2>&1 || true
  rm -f "$DEPLOYED"
}
