#!/usr/bin/env bash
#
# lab.sh - prepares a lab of the workshop, checks what the participant did, or does it.
#
# Usage: scripts/workshop/lab.sh prepare | check | solution N
#
#   prepare N    makes the working copy if there is none, and what lab N needs in it
#   check N      says what is missing, as a hint; HINT=2 says more
#   solution N   does in the working copy, and on the running stack, what the participant was asked to do
#   --help
#
# The working copy is the folder .workshop of the checkout (WORKSHOP names another); everything is done there, and what git
# tracks stays as it is. Works in the checkout and in the copy alike.
# Exit codes: 0 done or nothing missing, 1 something is missing, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/workshop/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly LABS=$ROOT/scripts/workshop/labs ANSWERS=$COPY/answers
missing=0

# What a check found not done yet.
hint() { # HINT MORE
  missing=$((missing + 1))
  printf 'missing  %s\n' "$1"
  if [[ ${HINT:-1} == 2 ]]; then printf '         %s\n' "$2"; fi
}

fine() { # WHAT
  printf 'ok       %s\n' "$1"
}

# Every check that looks at the running stack begins with it.
needs_stack() {
  is_running || die "no stack answers at $URL: start the one of the copy, (cd $COPY && make run), in another terminal"
}

# Files for the participant to fill in; what is filled in stays.
answer_sheet() { # LAB NAME...
  local file=$ANSWERS/lab-$1.txt
  shift
  mkdir -p "$ANSWERS"
  [[ -e $file ]] || printf '%s=\n' "$@" >"$file"
  say "write your answers into $file"
}

answer() { # LAB NAME
  sed -n "s/^$2=[[:space:]]*//p" "$ANSWERS/lab-$1.txt" 2>/dev/null | tr -d '\r' | head -n 1
}

fill_in() { # LAB NAME=VALUE...
  local file=$ANSWERS/lab-$1.txt
  shift
  mkdir -p "$ANSWERS"
  printf '%s\n' "$@" >"$file"
}

apply() { # DIFF; once
  if [[ -e $COPY/.applied-$1 ]]; then return; fi
  java_main apply "$COPY" "$LABS/$1.diff"
  touch "$COPY/.applied-$1"
}

rebuild_hint() {
  say "build it and start it again: Ctrl-C, then make run, in $COPY"
}

check() { # NUMBER
  [[ -e $COPY/$MARK ]] || die "there is no working copy yet: make lab-$1"
  "check_$1"
  if ((missing == 0)); then
    printf 'lab %s is done\n' "$1"
    return
  fi
  if [[ ${HINT:-1} != 2 ]]; then printf '%s\n' "HINT=2 make lab-$1-check says more"; fi
  return 1
}

main() {
  local command=${1:-} number=${2:-}
  if [[ $command == --help ]]; then print_help; return; fi
  case $command in
    prepare | check | solution) ;;
    *) wrong_usage "unknown: '$command'" ;;
  esac
  [[ $number =~ ^[1-7]$ ]] || wrong_usage "there is no lab '$number': say 1 to 7"
  # shellcheck source=/dev/null
  source "$LABS/$number.sh"
  case $command in
    prepare)
      make_copy
      "prepare_$number"
      say "read scripts/workshop/lab-$number.md, and work in $COPY"
      ;;
    check) check "$number" ;;
    solution) "solution_$number" ;;
  esac
}

main "$@"
