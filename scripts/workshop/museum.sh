#!/usr/bin/env bash
#
# museum.sh - small wrong edits of this code, what they do to a user, and the tests that notice.
#
# Usage: scripts/workshop/museum.sh list | break N | mend | run [N]... | stack [N]...
#
#   list       the mutations, numbered
#   break N    puts one into the working copy (.workshop, or the copy that this runs in) and says what to look for
#   mend       takes it back, and says what it teaches
#   run        each (or those named) against the tests that should catch it; prints a table and writes it, with the lessons, to target/museum
#   stack      each (or those named) on a local stack of its own, without the mutation and with it: prints what the user sees
#   --help
#
# Nothing that git tracks is changed: run and stack work below target/museum. Needs a JDK 25, Maven; stack needs curl and kcat.
# Exit codes: 0 done, 1 a mutation was not noticed, or nothing was seen of one that should show, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/workshop/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly MUSEUM=$ROOT/scripts/workshop/museum

maven() { # ARGUMENT...
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  # shellcheck disable=SC2086 # several arguments, if any
  (cd "$ROOT" && mvn --batch-mode --no-transfer-progress --quiet ${MVN_ARGS:-} "$@")
}

# With the class path that Maven found for each module's tests, so that one file is compiled and one class run.
run() { # [NUMBER]...
  maven test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/museum.classpath
  local module=$ROOT/scripts/workshop/target java
  java=$("$ROOT/scripts/jdk.sh")/bin/java
  "$java" -cp "$module/classes:$(<"$module/museum.classpath")" plainstream.workshop.Main museum "$ROOT" "$@"
}

# ---- on the local stack --------------------------------------------------------------------------------------------

field() { # NAME FILE
  sed -n "s/^$1: *//p" "$2" | head -n 1
}

# What was built, and what make run reads.
copy_built() { # FOLDER
  local path
  mkdir -p "$1"
  (cd "$ROOT" && tar -cf - api/target/*.jar api/target/lib consumer/target/function consumer/target/layer terraform/*.json \
    terraform/data scripts/local/*.json scripts/local/*.sh scripts/local/target scripts/esm/target/*.jar scripts/*.sh scripts/workshop/*.sh) |
    tar -C "$1" -xf -
}

# The classes of the mutant into the jars that the stack runs.
put_classes() { # CLASSES FOLDER
  local jar
  for jar in "$2"/consumer/target/function/lib/plainstream-consumer*.jar "$2"/api/target/plainstream-api-*.jar; do
    [[ $jar == *consumer* && -d $1/plainstream/consumer || $jar == *api-* && -d $1/plainstream/api ]] || continue
    "$("$ROOT/scripts/jdk.sh")/bin/jar" --update --file "$jar" -C "$1" .
  done
}

# A busy machine may be too slow for a broker to start in time: then once more.
show() { # FOLDER SCENARIO
  on_a_stack "$@" || on_a_stack "$@"
}

# On ports of its own, beside whatever runs. Prints what the scenario says, in one line.
on_a_stack() ( # FOLDER SCENARIO; in a shell of its own, with which the stack ends
  local stack answer
  export LB_PORT=16000 API_PORT=16080 KAFKA_PORT=16092 DYNAMODB_PORT=16001 DATA=$1/target/local
  # The scenarios make their URL of the port.
  (cd "$1" && exec "$("$ROOT/scripts/jdk.sh")/bin/java" -jar scripts/local/target/plainstream-local-1.0.0.jar) >"$1/stack.log" 2>&1 &
  stack=$!
  trap 'kill -TERM "$stack" 2>/dev/null; wait "$stack" 2>/dev/null || true' EXIT
  for _ in $(seq 90); do
    if [[ -f $DATA/control && $(curl -sS -o /dev/null -w '%{http_code}' "http://127.0.0.1:$LB_PORT/readiness" 2>/dev/null || true) == 200 ]]; then break; fi
    kill -0 "$stack" 2>/dev/null || die "failed: the stack ended: $(tail -n 3 "$1/stack.log")"
    sleep 1
  done
  answer=$(env -u URL "$1/scripts/workshop/show.sh" "$2" 2>&1) || answer="failed: $answer"
  printf '%s\n' "$answer" | tail -n 1
)

# What a scenario prints without any mutation, seen once for all that share it.
as_it_should_be() { # SCENARIO FOLDER
  local kept=$ROOT/target/museum/right-$1
  if [[ ! -f $kept ]]; then
    show "$2" "$1" >"$2/right" || return
    mv "$2/right" "$kept"
    rm -rf "$2/target"
  fi
  cat "$kept"
}

stack() { # [NUMBER]...
  local file number scenario right wrong hidden='' folder=$ROOT/target/museum/stack
  [[ -d $ROOT/target/museum ]] || die "make museum first: it compiles the mutations"
  rm -f "$ROOT"/target/museum/right-*
  printf '| | mutation | as it should be | as it is then |\n|---|---|---|---|\n'
  for file in "$MUSEUM"/*.diff; do
    number=$(basename -- "$file" | sed 's/-.*//; s/^0//')
    scenario=$(field stack "$file")
    if (($# > 0)) && [[ " $* " != *" $number "* ]] || [[ $scenario == - ]]; then continue; fi
    rm -rf "$folder" && copy_built "$folder"
    right=$(as_it_should_be "$scenario" "$folder") || die "the stack does not run"
    put_classes "$ROOT/target/museum/$number/classes" "$folder"
    wrong=$(show "$folder" "$scenario") || die "the stack does not run with $number"
    printf '| %s | %s | %s | %s |\n' "$number" "$(field title "$file")" "$right" "$wrong"
    if [[ $right == "$wrong" || $right$wrong == *failed:* ]]; then hidden+=" $number"; fi
  done
  [[ -z $hidden ]] || die "nothing was seen of these:$hidden"
}

main() {
  local command=${1:-}
  case $command in
    list) java_main list "$ROOT" ;;
    break)
      [[ ${2:-} =~ ^[0-9]+$ ]] || wrong_usage 'say which, as in: make break 3'
      make_copy
      java_main break "$COPY" "$2"
      say "the copy is $COPY: 'make run' there shows it, 'make mend' takes it back"
      ;;
    mend) java_main mend "$COPY" ;;
    run) shift && run "$@" ;;
    stack) shift && stack "$@" ;;
    --help) print_help ;;
    *) wrong_usage "unknown: '$command'" ;;
  esac
}

main "$@"
