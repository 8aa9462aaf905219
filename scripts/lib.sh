# shellcheck shell=bash disable=SC2034
#
# lib.sh - what several scripts need; each sources it. No command of its own.
#
# Works with the bash 3.2 of macOS. Settings from the environment: DOCKER (docker), TERRAFORM (terraform), the usual
# AWS_* and TF_* variables. An AWS_ENDPOINT_URL on this machine means an emulator: what needs the real AWS is then
# named and left out.

# What an environment can bring into a shell: a file that each one begun from here reads first, folders in which cd looks,
# files that no pattern finds, ways to match and to write.
unset BASH_ENV CDPATH GLOBIGNORE POSIXLY_CORRECT GREP_OPTIONS
set +o noclobber +o noglob +o posix
shopt -u nocasematch nocaseglob failglob nullglob dotglob
ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# What machines read has one order, one decimal point and ten digits, whoever reads along. On Linux, Java finds no file whose path
# has other letters than the locale can write: é is none of C's.
if [[ $(uname) == Linux ]]; then export LC_ALL=C.UTF-8; else export LC_ALL=en_US.UTF-8; fi
# This machine is asked without a proxy, and in no other way than a script says.
export NO_PROXY="localhost,127.0.0.1,::1,${NO_PROXY:-${no_proxy:-}}"
export no_proxy=$NO_PROXY
curl() { command curl --disable "$@"; }
SCRIPT=$(basename -- "$0")
TOOLS=$ROOT/scripts/tools/target/plainstream-tools.jar
TERRAFORM=${TERRAFORM:-terraform}
DOCKER=${DOCKER:-docker}
export AWS_PAGER='' TF_IN_AUTOMATION=1

say() {
  printf '%s: %s\n' "$SCRIPT" "$*" >&2
}

die() { # MESSAGE...
  say "$@"
  exit 1
}

wrong_usage() { # MESSAGE...
  say "$@"
  printf 'Try %s --help\n' "$0" >&2
  exit 2
}

# The header comment is the manual: everything from the third line to the first that is no comment.
print_help() {
  awk 'NR > 2 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
}

need() { # TOOL HOW-TO-GET-IT
  type -P "$1" >/dev/null || die "'$1' is missing: $2"
}

# What a local stack runs is in target folders. The one that holds the lock beside its data wrote its process there:
# "pid 4711, http://127.0.0.1:8000"; a line that a killed stack left names nobody, or somebody else.
refuse_beside_stack() {
  local lock holder pid
  for lock in "$ROOT"/target/*.lock; do
    if [[ ! -f $lock ]]; then continue; fi
    holder=$(<"$lock")
    pid=$(sed -n 's/^pid \([0-9]*\).*/\1/p' "$lock")
    if [[ -n $pid && $(ps -p "$pid" -o args= 2>/dev/null) == *plainstream-local* ]]; then
      die "a local stack ($holder) runs from this folder: stop it first"
    fi
  done
}

# ---- a running system ----------------------------------------------------------------------------------------------

# A URL is a scheme, a host and perhaps a port: a path would be left out in silence.
check_url() { # URL
  [[ $1 =~ ^https?://([^/?#]*)$ ]] || wrong_usage "'$1' is no URL of a system: give it as http://127.0.0.1:8000, without a path"
  if [[ ${BASH_REMATCH[1]} =~ :([0-9]+)$ ]] && ((${#BASH_REMATCH[1]} > 5 || 10#${BASH_REMATCH[1]} > 65535)); then
    wrong_usage "there is no port ${BASH_REMATCH[1]}: give one from 1 to 65535"
  fi
}

# Asks before minutes are spent on nobody.
check_somebody_answers() { # URL [CURL-OPTION]...
  local url=$1 answer
  shift
  answer=$(curl --silent --show-error --max-time 5 --output /dev/null "$@" "$url/healthcheck" 2>&1) ||
    die "nobody answers at $url (${answer:-no answer}): is the stack running, and on this port? See LB_PORT"
}

# ---- local stack ---------------------------------------------------------------------------------------------------

# Asks the local stack that keeps its data in $DATA to do something to one of its parts.
ask_stack() { # COMMAND, such as broker/stop
  local file=${DATA:-$ROOT/target/local}/control
  [[ -f $file ]] || die "no local stack runs here (no file $file): start it with 'make run'"
  curl --silent --show-error --fail --request POST "$(<"$file")/$1" ||
    die "the local stack that wrote $file does not answer: start it again with 'make run'"
}

# ---- AWS -----------------------------------------------------------------------------------------------------------

# Older versions of the AWS CLI overlook AWS_ENDPOINT_URL for some services.
aws_cli() {
  if [[ -n ${AWS_ENDPOINT_URL:-} ]]; then
    aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"
  else
    aws "$@"
  fi
}

on_emulator() {
  [[ ${AWS_ENDPOINT_URL:-} =~ ^https?://(127\.0\.0\.1|localhost|\[::1\])([:/]|$) ]]
}

# Says who will pay and where, or why not.
check_aws() {
  need aws 'see https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'
  export AWS_REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
  [[ -n $AWS_REGION ]] || die "no region: set AWS_REGION, for instance to eu-west-1"
  export AWS_DEFAULT_REGION=$AWS_REGION
  ACCOUNT=$(aws_cli sts get-caller-identity --query Account --output text) ||
    die "no valid AWS credentials: run 'aws configure' or 'aws sso login', or set AWS_PROFILE"
  say "account $ACCOUNT, region $AWS_REGION$(on_emulator && printf ', an emulator at %s' "$AWS_ENDPOINT_URL")"
}

# ---- Terraform -----------------------------------------------------------------------------------------------------

tf() {
  "$TERRAFORM" -chdir="$ROOT/terraform" "$@"
}

# Colours are for people.
if [[ ! -t 2 ]]; then export TF_CLI_ARGS_plan='-no-color' TF_CLI_ARGS_apply='-no-color' TF_CLI_ARGS_destroy='-no-color'; fi

check_terraform() {
  need "$TERRAFORM" 'see https://developer.hashicorp.com/terraform/install (1.10 or newer), or set TERRAFORM, also to tofu'
  local product version
  read -r product version < <(tf version | sed -nE 's/^(Terraform|OpenTofu) v([0-9.]+).*/\1 \2/p')
  at_least "${version:-0}" 1.10 || die "${product:-$TERRAFORM} ${version:-} is too old: 1.10 or newer is needed"
  # The lock file names the provider in Terraform's registry; OpenTofu has one of its own and writes a file of its own.
  if [[ $product == Terraform ]]; then LOCK_FILE=(-lockfile=readonly); fi
}
LOCK_FILE=()

# For tests: a folder of its own for the provider, so that a deployed stack's backend stays as it is; and no AWS in sight.
init_offline() { # OPTION...
  export TF_DATA_DIR=$WORK/terraform AWS_EC2_METADATA_DISABLED=true
  unset AWS_PROFILE AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  export AWS_REGION=${AWS_REGION:-eu-west-1}
  tf init -backend=false -input=false -no-color ${LOCK_FILE[@]+"${LOCK_FILE[@]}"} "$@" >"$WORK/init.log" 2>&1 || die "$(cat "$WORK/init.log")"
}

at_least() { # VERSION LEAST
  [[ $(printf '%s\n' "$2" "$1" | sort -t . -k 1,1n -k 2,2n | head -n 1) == "$2" ]]
}

# What every call of Terraform gets: -var and -var-file, in order.
TF_VARIABLES=()

# The value that a variable has by terraform.tfvars, --var-file, --var, TF_VAR_… or its default.
variable() { # NAME
  value_of "var.$1"
}

# The value of a switch that a profile may set.
switch() { # NAME
  value_of "local.$1"
}

# Asked once: Terraform takes seconds for an answer, which holds as long as the files of values and the options do.
value_of() { # EXPRESSION
  local kept=${WORK:-/nowhere}/value.
  kept+=$({
    printf '%s\n' "$1" ${TF_VARIABLES[@]+"${TF_VARIABLES[@]}"}
    cat "$ROOT"/terraform/*.tfvars* "${WORK:-/nowhere}"/*.tfvars 2>/dev/null || true
  } | checksum | cut -c 1-16)
  if [[ ! -f $kept ]]; then
    if [[ ! -d ${WORK:-} ]]; then
      ask_terraform "$1"
      return
    fi
    ask_terraform "$1" >"$kept.new"
    mv "$kept.new" "$kept"
  fi
  cat "$kept"
}

# Terraform may name errors on the way, and end with an answer and success all the same: the errors are shown.
ask_terraform() { # EXPRESSION
  local errors answer status=0
  errors=$(mktemp)
  answer=$(printf '%s\n' "$1" | tf console ${TF_VARIABLES[@]+"${TF_VARIABLES[@]}"} 2>"$errors") || status=$?
  if ((status > 0)) || [[ $answer == *Error:* ]]; then
    say "asked for $1, Terraform says:"
    printf '%s\n' "$answer" | cat "$errors" - | sed $'s/\033\\[[0-9;]*m//g' >&2
  fi
  rm -f "$errors"
  ((status == 0)) || die "the value of $1 cannot be found"
  printf '%s\n' "$answer" | tail -n 1 | tr -d '"'
}

# Without any output, Terraform writes a warning to stdout and calls that success.
output() { # NAME
  local value
  value=$(tf output -no-color -raw "$1" 2>/dev/null) || return 0
  [[ $value == *'No outputs found'* ]] || printf '%s' "$value"
}

# An output that is a map, as lines "key value"; one that is a list, as lines.
output_lines() { # NAME
  { tf output -no-color -json "$1" 2>/dev/null || true; } | sed '/Warning: No outputs/,$d' | tr -d '[]{}" \n' | tr ',' '\n' | sed 's/:/ /' | awk 'NF'
}

output_of() { # NAME KEY
  output_lines "$1" | awk -v key="$2" '$1 == key { print $2 }'
}

check_deployed() {
  [[ -n $(output name) ]] || die "nothing is deployed by this folder's state: run scripts/deploy.sh, or terraform init"
}

# ---- image ---------------------------------------------------------------------------------------------------------

# The tag is a hash of what goes into the image: the same content is not built or deployed twice, and tags in the
# repository never change their meaning.
image_tag() {
  (
    cd "$ROOT" || exit
    [[ -d api/target/lib ]] || die "the API is not built: run 'make build' first"
    find api/Dockerfile .dockerignore scripts/tools/target/plainstream-tools.jar api/target/lib api/target/plainstream-api-*.jar -type f |
      LC_ALL=C sort | while IFS= read -r file; do checksum "$file"; done | checksum | cut -c 1-16
  )
}

checksum() { # [FILE...]
  if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

# ---- Java programs ------------------------------------------------------------------------------------------------

# Runs a main of scripts/tools on the JDK of JAVA_HOME. A clean clone has no jar yet: it is built then, once.
run_tool() { # MAIN ARGUMENT...
  local main=$1
  shift
  build_tools
  # The language of whoever runs it must not choose the digits that machines read.
  "$JAVA_HOME/bin/java" -Duser.language=en -XX:+UseSerialGC -cp "$TOOLS${TOOLS_CLASS_PATH:+:$TOOLS_CLASS_PATH}" "plainstream.tools.$main" "$@"
}

build_tools() {
  if [[ -f $TOOLS ]]; then return; fi
  say "building $(basename "$TOOLS") first: it is not there yet"
  "$ROOT/scripts/build.sh" --module scripts/tools || die "$(basename "$TOOLS") could not be built"
}

# What Maven's own super pom binds to life cycles that this project never runs.
NEVER_RUN=maven-release-plugin,maven-antrun-plugin,maven-site-plugin,maven-install-plugin,maven-deploy-plugin

# Trees and plugins of every module, in its target/audit. Two runs, for both goals call their file the same.
ask_maven() {
  maven dependency:tree -DoutputType=json -DoutputFile=target/audit/tree.json
  maven dependency:resolve-plugins -DoutputFile=target/audit/plugins.txt -DoutputAbsoluteArtifactFilename=true \
    -DexcludeArtifactIds="$NEVER_RUN"
}

maven() { # ARGUMENT...
  # shellcheck disable=SC2086
  mvn --file "$ROOT" --batch-mode --quiet --no-transfer-progress ${MVN_ARGS:-} "$@" >"$WORK/maven.log" 2>&1 ||
    die "Maven cannot say what the build uses: $(tail -n 20 "$WORK/maven.log")"
}

# The local Maven repository is wherever the plugins lie that audit.sh has asked for.
local_repository() {
  sed -n 's|.*:jar:[^:]*:\(.*\)/org/apache/maven/plugins/maven-compiler-plugin/.*|\1|p' "$ROOT/target/audit/plugins.txt" | head -n 1
}

# ---- dialogue ------------------------------------------------------------------------------------------------------

confirm() { # QUESTION EXPECTED-ANSWER
  if [[ ${YES:-false} == true ]]; then return; fi
  [[ -t 0 ]] || die "nobody can be asked: add --yes to approve"
  local answer
  printf '%s (%s to go on) ' "$1" "$2" >&2
  read -r answer
  [[ $answer == "$2" ]] || die "stopped; nothing was changed"
}

# Runs the command every few seconds until it succeeds.
wait_until() { # SECONDS WHAT COMMAND...
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  if "$@"; then return; fi
  say "waiting until $what"
  until "$@"; do
    ((SECONDS < deadline)) || die "gave up waiting until $what"
    sleep "${WAIT_STEP_S:-10}"
  done
}

# A folder for the run's own files, which goes with it.
make_work_folder() {
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/plainstream.XXXXXX") || die "no folder can be made in ${TMPDIR:-/tmp}: set TMPDIR to one that exists"
  trap 'rm -rf "$WORK"' EXIT
}

# ---- tests ---------------------------------------------------------------------------------------------------------

failures=0

# A line for a check that passes; one that fails is told whole, and the script goes on.
check() { # WHAT COMMAND...
  local what=$1 answer
  shift
  if answer=$("$@" 2>&1); then
    printf 'ok    %s\n' "$what"
  else
    printf 'FAIL  %s\n%s\n' "$what" "$answer"
    failures=$((failures + 1))
  fi
}

# A test whose tool is missing: a failure in CI, a loud skip elsewhere.
skip_or_fail() { # WHAT HOW-TO-GET-IT
  if [[ ${CI:-} == true ]]; then die "$1 cannot be tested: $2"; fi
  printf 'SKIPPED  %s: %s\n' "$1" "$2" >&2
}
