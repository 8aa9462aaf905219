#!/usr/bin/env bash
#
# test_surroundings.sh - runs build, stack and scripts under hostile surroundings: each gives the same bytes, or a sentence.
#
# Usage: scripts/test_surroundings.sh [--help]
#
# Whoever runs it may have CDPATH set, another locale, a tight umask, blanks and letters of their own in the path, no terminal,
# another working directory, tools missing, and much else that stands in an environment. Needs "make build" before. Takes a minute.
# Exit codes: 0 all passed, 1 one failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly LOCAL_JAR=scripts/local/target/plainstream-local-1.0.0.jar
JAVA_HOME=$("$ROOT/scripts/jdk.sh")

# What else may stand in an environment, and must not reach what is run here.
HOSTILE=(http_proxy=http://127.0.0.1:2 HTTPS_PROXY=http://127.0.0.1:2 ALL_PROXY=http://127.0.0.1:2 AWS_PROFILE=nobody AWS_SESSION_TOKEN=x
  AWS_ENDPOINT_URL=http://127.0.0.1:2 TABLE_PREFIX=other- SOURCE_EPOCH=other LOG_LEVEL=OFF KAFKA_BOOTSTRAP_SERVERS=nowhere:1 PORT=1
  TZ=Asia/Tehran SHELLOPTS=noclobber BASHOPTS=nocasematch:failglob CDPATH=.:/tmp
  '_JAVA_OPTIONS=-Duser.language=fa -Duser.region=IR -Dfile.encoding=ISO-8859-1')

# ---- scripts: the same help whatever surrounds them ----------------------------------------------------------------

helps_of() ( # ENVIRONMENT... ; of every script, by its full path
  local script
  for script in "$ROOT"/scripts/*.sh "$ROOT"/scripts/local/*.sh "$ROOT"/scripts/workshop/*.sh; do
    if [[ $script == */lib.sh ]]; then continue; fi
    env "$@" "$script" --help </dev/null
  done
)

same_help() { # ENVIRONMENT...
  diff <(helps_of LC_ALL=C.UTF-8) <(helps_of "$@")
}

from_elsewhere() (
  cd "$WORK" && same_help LC_ALL=C.UTF-8
)

# Of a script that would begin to work with what it has, were it not for the end of its help.
help_and_no_more() {
  local answer status=0
  answer=$("$ROOT/scripts/load.sh" --help 2>&1 >&-) || status=$?
  printf 'status %s: %s\n' "$status" "$answer"
  ((status != 0)) && [[ $answer != *load.sh:* ]]
}

scripts_under_everything() {
  check 'scripts: CDPATH' same_help "CDPATH=.:$HOME:/tmp"
  check 'scripts: the C locale' same_help LC_ALL=C LANG=C
  check 'scripts: a Turkish and an Iranian locale' same_help LANG=tr_TR.UTF-8 LC_ALL=fa_IR.UTF-8
  check 'scripts: no terminal, no locale, no HOME' same_help -u LANG -u LC_ALL -u TERM -u HOME -u USER -u TMPDIR
  check "scripts: bash's own options" same_help SHELLOPTS=noclobber:noglob BASHOPTS=nocasematch:failglob:nullglob 'GLOBIGNORE=*'
  check 'scripts: POSIXLY_CORRECT, GREP_COLOR, an IFS' same_help POSIXLY_CORRECT=1 GREP_COLORS=mt=1 IFS=/
  check 'scripts: another working directory' from_elsewhere
  check 'scripts: help that cannot be written is the end of it' help_and_no_more
}

# ---- tools that are missing: a sentence that names them ------------------------------------------------------------

# A PATH that has what every system has, and not the tool.
path_without() { # TOOL
  local folder=$WORK/without-$1 tool
  mkdir -p "$folder"
  for tool in awk basename bash cat cut date dirname env find grep head mkdir mktemp printf ps readlink rm sed sort tail tr uname wc; do
    ln -sf "$(command -v "$tool")" "$folder/$tool" 2>/dev/null || true
  done
  printf '%s' "$folder"
}

says() { # TOOL COMMAND...
  local tool=$1 answer status=0
  shift
  answer=$(PATH=$(path_without "$tool") "$@" 2>&1 </dev/null) || status=$?
  printf '%s\n' "$answer"
  ((status == 1)) && [[ $answer == *"'$tool' is missing"* && $answer != *'command not found'* ]]
}

# The JDK may lie where HOME would say, and there is none.
finds_jdk() {
  [[ -n $(env -u HOME SHELLOPTS=noglob BASHOPTS=failglob 'GLOBIGNORE=*' "$ROOT/scripts/jdk.sh") ]]
}

missing_tools() {
  check 'without HOME: jdk.sh finds a JDK' finds_jdk
  check 'without mvn: build.sh says so' says mvn "$ROOT/scripts/build.sh"
  check 'without curl: smoke.sh says so' says curl "$ROOT/scripts/smoke.sh" http://127.0.0.1:8000
  check 'without curl: load.sh says so' says curl "$ROOT/scripts/load.sh" http://127.0.0.1:8000
  check 'without terraform: backup.sh says so' says terraform "$ROOT/scripts/backup.sh"
  check 'without terraform: replay.sh says so' says terraform "$ROOT/scripts/replay.sh"
  check 'without kcat: labs.sh says so' says kcat "$ROOT/scripts/workshop/labs.sh"
}

# ---- nobody there, or no such place --------------------------------------------------------------------------------

refuses() { # STATUS PATTERN COMMAND...
  local expected=$1 pattern=$2 answer status=0
  shift 2
  answer=$("$@" 2>&1 </dev/null) || status=$?
  printf 'status %s: %s\n' "$status" "$answer"
  ((status == expected)) && [[ $answer == *$pattern* ]]
}

few_open_files() (
  ulimit -n 128
  exec "$JAVA_HOME/bin/java" -jar "$LOCAL_JAR"
)

# As a user who owns nothing here. Only root can become one; others could not have made this checkout another's.
refuses_to_strangers() { # STATUS PATTERN COMMAND...
  if ((EUID != 0)) || ! type -P setpriv >/dev/null; then return; fi
  local status=$1 pattern=$2
  shift 2
  cd "$ROOT" && refuses "$status" "$pattern" setpriv --reuid=65534 --clear-groups env LB_PORT=16000 API_PORT=16080 KAFKA_PORT=16092 \
    DYNAMODB_PORT=16001 "$@"
}

nobody_there() {
  check 'load.sh: no such port' refuses 2 'there is no port 99999' "$ROOT/scripts/load.sh" --duration 1 http://127.0.0.1:99999
  check 'load.sh: a base path' refuses 2 'without a path' "$ROOT/scripts/load.sh" http://127.0.0.1:8000/base
  check 'load.sh: nobody answers' refuses 1 'nobody answers at' "$ROOT/scripts/load.sh" --duration 1 http://127.0.0.1:1
  check 'load.sh: nobody answers, whatever proxy there is' refuses 1 'nobody answers at' env http_proxy=http://127.0.0.1:2 \
    "$ROOT/scripts/load.sh" --duration 1 http://127.0.0.1:1
  check 'replay.sh: no TMPDIR' refuses 1 'set TMPDIR' env TMPDIR=/nonexistent "$ROOT/scripts/replay.sh" --local
  check 'replay.sh: no archive' refuses 1 'no folder' "$ROOT/scripts/replay.sh" --folder /nonexistent --payloads "$WORK/none"
  check 'the stack: few open files' refuses 2 'ulimit -n' few_open_files
  check 'the stack: a checkout of others' refuses_to_strangers 2 'no right to write' "$JAVA_HOME/bin/java" -jar "$LOCAL_JAR"
  check 'build.sh: a checkout of others' refuses_to_strangers 1 'nothing can be written to' "$ROOT/scripts/build.sh"
  check 'smoke.sh: nobody answers' refuses 1 'nobody answers at' "$ROOT/scripts/smoke.sh" http://127.0.0.1:1
  check 'make smoke: LB_PORT' refuses 2 'nobody answers at http://127.0.0.1:2 ' env LB_PORT=2 make --no-print-directory -C "$ROOT" smoke
  check 'make test: CI=1' refuses 2 "CI is '1'" env CI=1 make --no-print-directory -C "$ROOT" test
  check 'make load: LB_PORT' refuses 2 'nobody answers at http://127.0.0.1:2 ' env LB_PORT=2 make --no-print-directory -C "$ROOT" load
}

# ---- a clone in an odd folder, with a tight umask: the same bytes, and a stack that runs ----------------------------

copy_sources() {
  mkdir -p "$ODD"
  tar -C "$ROOT" -cf - --exclude=target --exclude=.git --exclude=.workshop --exclude=.terraform --exclude='*.tfstate*' . | tar -C "$ODD" -xf -
}

# As after a change of version: jars that nothing names any more.
JARS_OF_YESTERDAY=(api/target/lib scripts/local/target/lib consumer/target/function/lib consumer/target/layer/java/lib)

leave_jars_of_yesterday() {
  local folder
  for folder in "${JARS_OF_YESTERDAY[@]}"; do
    mkdir -p "$ODD/$folder"
    : >"$ODD/$folder/yesterday-1.0.jar"
  done
}

has_just_the_named_jars() {
  local folder status=0
  for folder in "${JARS_OF_YESTERDAY[@]}"; do
    # Those of the tree that was tested as well, or too much was deleted.
    diff <(cd "$ROOT/$folder" && ls) <(cd "$ODD/$folder" && ls) || status=1
  done
  return "$status"
}

builds_there() (
  umask 077
  cd / && env -u LANG LC_ALL=C "${HOSTILE[@]}" MVN_ARGS="${MVN_ARGS:-} --projects api,consumer,scripts/local,scripts/tools --also-make" "$ODD/scripts/build.sh"
)

same_bytes() { # FILE
  cmp "$ROOT/$1" "$ODD/$1"
}

runs_there() (
  local stack status=0 i
  export LB_PORT=16000 API_PORT=16080 KAFKA_PORT=16092 DYNAMODB_PORT=16001
  cd "$ODD"
  umask 077
  env -u LC_ALL LANG=C.UTF-8 "${HOSTILE[@]}" "$JAVA_HOME/bin/java" -jar "$LOCAL_JAR" >"$WORK/stack.log" 2>&1 </dev/null &
  stack=$!
  trap 'kill -TERM "$stack" 2>/dev/null' EXIT
  for ((i = 0; i < 90; i++)); do
    if [[ $(curl -sS -o /dev/null -w '%{http_code}' http://127.0.0.1:16000/readiness 2>/dev/null) == 200 ]]; then break; fi
    kill -0 "$stack" 2>/dev/null || break
    sleep 1
  done
  (cd / && hostile smoke.sh http://127.0.0.1:16000) || status=1
  (cd / && env LC_ALL=C "$ODD/scripts/local/broker.sh" status) || status=1
  (cd / && hostile load.sh --duration 1 --rate 10 http://127.0.0.1:16000 | tee "$WORK/load.txt") || status=1
  # A full disk, which Linux has as a file.
  if [[ -e /dev/full ]] && (cd / && hostile load.sh --duration 1 --rate 10 http://127.0.0.1:16000 >/dev/full); then status=1; fi
  refuses 1 'runs from this folder: stop it first' "$ODD/scripts/build.sh" || status=1
  refuses 1 'runs from this folder: stop it first' "$ODD/scripts/clean.sh" || status=1
  # Digits that machines read are these ten, whoever reads along.
  if LC_ALL=C grep -q '[^ -~]' "$WORK/load.txt"; then status=1; fi
  (cd / && hostile replay.sh --local --yes) || status=1
  cp -R target/local/archive "$WORK/archive"
  kill -TERM "$stack" 2>/dev/null
  wait "$stack" 2>/dev/null || true
  ((status == 0)) || { tail -n 20 "$WORK/stack.log" && return 1; }
)

cleans_there() {
  env LC_ALL=C "$ODD/scripts/clean.sh" && [[ ! -e $ODD/scripts/local/target ]]
}

# With a .curlrc that says what nobody here expects.
hostile() { # SCRIPT ARGUMENT...
  local script=$1
  shift
  printf 'include\nlocation\n' >"$WORK/.curlrc"
  env HOME="$WORK" TMPDIR="$ODD" LC_ALL=C "${HOSTILE[@]}" "$ODD/scripts/$script" "$@"
}

same_payloads() {
  "$ROOT/scripts/replay.sh" --folder "$WORK/archive" --payloads "$WORK/payloads"
  hostile replay.sh --folder "$WORK/archive" --payloads "$WORK/payloads é"
  refuses 1 "127.0.0.1:2: Topic" "$ROOT/scripts/replay.sh" --folder "$WORK/archive" --into-topics 127.0.0.1:2 --speed max || return
  [[ -n $(find "$WORK/payloads" -type f) ]] && diff -r "$WORK/payloads" "$WORK/payloads é"
}

odd_clone() {
  ODD="$WORK/é ein Ordner"
  # Read by every shell that is begun, it would be taken for the folder of the JDK.
  printf 'echo noise\n' >"$WORK/noisy"
  HOSTILE+=("BASH_ENV=$WORK/noisy")
  copy_sources
  leave_jars_of_yesterday
  check 'a clone in "é ein Ordner", umask 077, C locale: builds' builds_there
  check 'the package of the functions has the same bytes' same_bytes consumer/target/function.zip
  check "the API's jar has the same bytes" same_bytes api/target/plainstream-api-1.0.0.jar
  check 'jars of yesterday are gone, and no others' has_just_the_named_jars
  check 'the stack runs there; smoke, load and replay pass, in a Persian locale and with much else around; nothing is built or deleted beneath it' runs_there
  check 'the payloads of a replay have the same bytes' same_payloads
  check 'once it has stopped, everything that was built can be deleted' cleans_there
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  [[ -f $ROOT/consumer/target/function.zip ]] || die "nothing is built: make build"
  make_work_folder
  cd "$ROOT"
  scripts_under_everything
  missing_tools
  nobody_there
  odd_clone
  ((failures == 0)) || die "$failures checks failed"
}

main "$@"
