#!/usr/bin/env bash
#
# labs.sh - does all seven labs as a participant would, and shows each check failing before and passing after.
#
# Usage: scripts/workshop/labs.sh [--keep] [LAB]...
#
#   LAB      only these, 1 to 7
#   --keep   leaves the working copy and its logs
#   --help
#
# Works in target/labs, on ports of its own, so that neither a participant's copy nor a running stack is touched. Lab 7 deploys to
# the emulator that AWS_EMULATOR names, beside the others; without one it is skipped, loudly, and with CI=true it fails.
# Prints a line per check with the seconds since the start. Exit codes: 0 all as it should be, 1 not, 2 wrong usage.

set -euo pipefail

WORKSHOP=$(unset CDPATH && cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)/target/labs
export WORKSHOP LB_PORT=17000 API_PORT=17080 KAFKA_PORT=17092 DYNAMODB_PORT=17001
unset DATA URL

# shellcheck source=scripts/workshop/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

stack='' keep=false seventh='' chosen=()

lab() { # COMMAND NUMBER
  "$ROOT/scripts/workshop/lab.sh" "$@"
}

note() { # TEXT
  printf '%4d s  %s\n' "$SECONDS" "$1"
}

fails() { # NUMBER
  local log=$COPY/check-$1-before.log
  if lab check "$1" >"$log" 2>&1; then die "lab $1: the check passes before anything was done: $(<"$log")"; fi
  grep -q '^missing' "$log" || die "lab $1: the check does not say what is missing: $(<"$log")"
  note "lab $1: the check says $(grep -c '^missing' "$log") things are missing"
}

passes() { # NUMBER
  local log=$COPY/check-$1-after.log
  lab check "$1" >"$log" 2>&1 || die "lab $1: the check fails after the solution: $(<"$log")"
  note "lab $1: the check passes"
}

run_quietly() { # LOG COMMAND...
  local log=$1
  shift
  "$@" >"$log" 2>&1 || die "'$*' failed: $(tail -n 40 "$log")"
}

start() {
  run_quietly "$COPY/build.log" make --no-print-directory -C "$COPY" build MVN_ARGS="--projects api,consumer,scripts/local,scripts/tools --also-make"
  (cd "$COPY" && exec "$("$ROOT/scripts/jdk.sh")/bin/java" -jar scripts/local/target/plainstream-local-1.0.0.jar) >"$COPY/stack.log" 2>&1 &
  stack=$!
  local i
  for ((i = 0; i < 60; i++)); do
    if is_running; then break; fi
    kill -0 "$stack" 2>/dev/null || die "the stack ended: $(tail -n 30 "$COPY/stack.log")"
    sleep 1
  done
  is_running || die "the stack does not answer: $(tail -n 30 "$COPY/stack.log")"
  note 'the stack runs'
}

stop() {
  if [[ -z $stack ]]; then return; fi
  kill -TERM "$stack" 2>/dev/null || true
  wait "$stack" 2>/dev/null || true
  stack=''
}

clean_up() {
  stop
  if [[ -n $seventh ]]; then
    kill -TERM "$seventh" 2>/dev/null || true
    wait "$seventh" 2>/dev/null || true
  fi
  if ! $keep; then rm -rf "$COPY"; fi
}

is_chosen() { # NUMBER
  ((${#chosen[@]} == 0)) || [[ " ${chosen[*]} " == *" $1 "* ]]
}

is_any_chosen() { # NUMBER...
  local number
  for number in "$@"; do
    if is_chosen "$number"; then return; fi
  done
  return 1
}

each() { # COMMAND NUMBER...
  local command=$1 number
  shift
  for number in "$@"; do
    if is_chosen "$number"; then "$command" "$number"; fi
  done
}

prepares() { run_quietly "$COPY/prepare-$1.log" lab prepare "$1"; }
solves() { run_quietly "$COPY/solution-$1.log" lab solution "$1"; }

# The first stack is the code as it is; the second has what labs 2 and 6 ask for, and lab 5's naive counter; the third is exact again.
labs_1_to_6() {
  if ! is_any_chosen 1 2 3 4 5 6; then return; fi
  each prepares 1 2 3 4 6
  start
  each fails 1 2 3 4 6
  each solves 1 4
  each passes 1 4
  if ! is_any_chosen 2 3 5 6; then return; fi
  stop
  each solves 2 6
  each prepares 5
  start
  # Here and not above: what lab 2 asks for must not stand in the way of those after it.
  each solves 3
  each passes 2 3 6
  each fails 5
  if ! is_chosen 5; then return; fi
  stop
  solves 5
  start
  passes 5
}

lab_7() {
  if ! is_chosen 7; then return; fi
  if [[ -z ${AWS_EMULATOR:-} ]]; then
    skip_or_fail 'lab 7' 'set AWS_EMULATOR to the command of an AWS emulator'
    return
  fi
  "$ROOT/scripts/workshop/lab_7_on_emulator.sh" &
  seventh=$!
}

main() {
  while (($# > 0)); do
    case $1 in
      --keep) keep=true ;;
      --help) print_help; return ;;
      [1-7]) chosen+=("$1") ;;
      *) wrong_usage "unknown: '$1'" ;;
    esac
    shift
  done
  need kcat 'apt-get install kcat, or brew install kcat'
  rm -rf "$COPY"
  trap clean_up EXIT
  make_copy
  lab_7
  labs_1_to_6
  if [[ -n $seventh ]]; then
    wait "$seventh" || die 'lab 7 failed: see above'
    seventh=''
    note 'lab 7 is done'
  fi
}

main "$@"
