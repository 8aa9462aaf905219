#!/usr/bin/env bash
#
# test_surroundings.sh - runs build, stack and scripts under hostile surroundings: each gives the same bytes, or a sentence.
#
# Usage: scripts/test_surroundings.sh [--help]
#
# Whoever runs it may have CDPATH set, another locale, a tight umask, blanks and letters of their own in the path, no terminal,
# another working directory, or tools missing. Needs "make build" before. Takes a minute.
# Exit codes: 0 all passed, 1 one failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

failures=0

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

scripts_under_everything() {
  check 'scripts: CDPATH' same_help "CDPATH=.:$HOME:/tmp"
  check 'scripts: the C locale' same_help LC_ALL=C LANG=C
  check 'scripts: a Turkish and an Iranian locale' same_help LANG=tr_TR.UTF-8 LC_ALL=fa_IR.UTF-8
  check 'scripts: no terminal, no locale, no HOME' same_help -u LANG -u LC_ALL -u TERM HOME=/nonexistent
  check 'scripts: POSIXLY_CORRECT, GREP_COLOR, an IFS' same_help POSIXLY_CORRECT=1 GREP_COLORS=mt=1 IFS=/
  check 'scripts: another working directory' from_elsewhere
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

missing_tools() {
  check 'without mvn: build.sh says so' says mvn "$ROOT/scripts/build.sh"
  check 'without curl: smoke.sh says so' says curl "$ROOT/scripts/smoke.sh" http://127.0.0.1:8000
  check 'without curl: load.sh says so' says curl "$ROOT/scripts/load.sh" http://127.0.0.1:8000
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

nobody_there() {
  check 'load.sh: no such port' refuses 2 'there is no port 99999' "$ROOT/scripts/load.sh" --duration 1 http://127.0.0.1:99999
  check 'load.sh: a base path' refuses 2 'without a path' "$ROOT/scripts/load.sh" http://127.0.0.1:8000/base
  check 'load.sh: nobody answers' refuses 1 'nobody answers at' "$ROOT/scripts/load.sh" --duration 1 http://127.0.0.1:1
  check 'smoke.sh: nobody answers' refuses 1 'nobody answers at' "$ROOT/scripts/smoke.sh" http://127.0.0.1:1
  check 'make smoke: LB_PORT' refuses 2 'nobody answers at http://127.0.0.1:2 ' env LB_PORT=2 make --no-print-directory -C "$ROOT" smoke
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
  cd / && env -u LANG LC_ALL=C "CDPATH=.:$HOME" MVN_ARGS="${MVN_ARGS:-} --projects api,consumer,scripts/local,scripts/tools --also-make" "$ODD/scripts/build.sh"
)

same_bytes() { # FILE
  cmp "$ROOT/$1" "$ODD/$1"
}

runs_there() (
  local stack status=0 i
  export LB_PORT=16000 API_PORT=16080 KAFKA_PORT=16092 DYNAMODB_PORT=16001
  cd "$ODD"
  umask 077
  env -u LC_ALL LANG=C.UTF-8 "$("$ROOT/scripts/jdk.sh")/bin/java" -jar scripts/local/target/plainstream-local-1.0.0.jar >"$WORK/stack.log" 2>&1 </dev/null &
  stack=$!
  for ((i = 0; i < 90; i++)); do
    if [[ $(curl -sS -o /dev/null -w '%{http_code}' http://127.0.0.1:16000/readiness 2>/dev/null) == 200 ]]; then break; fi
    kill -0 "$stack" 2>/dev/null || break
    sleep 1
  done
  (cd / && env "CDPATH=.:$HOME" LC_ALL=C "$ODD/scripts/smoke.sh" http://127.0.0.1:16000) || status=1
  (cd / && env LC_ALL=C "$ODD/scripts/local/broker.sh" status) || status=1
  (cd / && env JAVA_TOOL_OPTIONS='-Duser.language=fa -Duser.region=IR' "$ODD/scripts/load.sh" --duration 1 --rate 10 http://127.0.0.1:16000 |
    tee "$WORK/load.txt") || status=1
  refuses 1 'runs from this folder: stop it first' "$ODD/scripts/build.sh" || status=1
  refuses 1 'runs from this folder: stop it first' "$ODD/scripts/clean.sh" || status=1
  # Digits that machines read are these ten, whoever reads along.
  if LC_ALL=C grep -q '[^ -~]' "$WORK/load.txt"; then status=1; fi
  kill -TERM "$stack" 2>/dev/null
  wait "$stack" 2>/dev/null || true
  ((status == 0)) || { tail -n 20 "$WORK/stack.log" && return 1; }
)

cleans_there() {
  env LC_ALL=C "$ODD/scripts/clean.sh" && [[ ! -e $ODD/scripts/local/target ]]
}

odd_clone() {
  ODD="$WORK/é ein Ordner"
  copy_sources
  leave_jars_of_yesterday
  check 'a clone in "é ein Ordner", umask 077, C locale: builds' builds_there
  check 'the package of the functions has the same bytes' same_bytes consumer/target/function.zip
  check "the API's jar has the same bytes" same_bytes api/target/plainstream-api-1.0.0.jar
  check 'jars of yesterday are gone, and no others' has_just_the_named_jars
  check 'the stack runs there; smoke and load pass, in a Persian locale too; nothing is built or deleted beneath it' runs_there
  check 'once it has stopped, everything that was built can be deleted' cleans_there
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help && exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  [[ -f $ROOT/consumer/target/function.zip ]] || die "nothing is built: make build"
  make_work_folder
  scripts_under_everything
  missing_tools
  nobody_there
  odd_clone
  ((failures == 0)) || die "$failures checks failed"
}

main "$@"
