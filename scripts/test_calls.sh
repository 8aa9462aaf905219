#!/usr/bin/env bash
#
# test_calls.sh - runs the image under strace and compares what it opens, resolves and connects to with a committed list.
#
# Usage: scripts/test_calls.sh [OPTION]...
#
#   --image NAME   the image (default: it is built)
#   --update       write scripts/audit/calls.lock anew, for a change that is meant
#   --help
#
# The image's files are laid into a folder and its entry point runs there as user 65532, against a real broker, until it has
# answered one write. No agent is in the process. Needs root, Linux, strace, a container client (DOCKER) and "make build"
# before; without them it is skipped, loudly, and with CI=true fails. Exit codes: 0 as committed, 1 not, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly LOCK=$ROOT/scripts/audit/calls.lock PATIENCE_S=120

image='' update=false broker='' traced=''

parse() {
  while (($# > 0)); do
    case $1 in
      --image) image=${2:?"$1 needs a value"} && shift ;;
      --update) update=true ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

client() { # ARGUMENT...
  # shellcheck disable=SC2086
  $DOCKER "$@"
}

clean_up() {
  if [[ -n $traced ]]; then kill "$traced" 2>/dev/null || true; fi
  if [[ -n $broker ]]; then kill "$broker" 2>/dev/null || true; fi
  wait 2>/dev/null || true
  rm -rf "$WORK"
}

lay_out() {
  local container
  container=$(client create "$image" /none)
  mkdir -p "$WORK/root"
  client export "$container" | tar -x -C "$WORK/root"
  client rm "$container" >/dev/null
  mkdir -p "$WORK/root/proc" "$WORK/root/dev"
}

start_broker() {
  "$JAVA_HOME/bin/java" -cp "$TOOLS:$ROOT/scripts/local/target/plainstream-local-1.0.0.jar:$ROOT/scripts/local/target/lib/*" \
    plainstream.tools.TestBroker "$WORK/broker" >"$WORK/broker.out" 2>"$WORK/broker.log" &
  broker=$!
  WAIT_STEP_S=1 wait_until "$PATIENCE_S" 'the broker answers' grep -q '^bootstrap ' "$WORK/broker.out"
  kafka=$(sed -n 's/^bootstrap .*:\([0-9]*\)$/\1/p' "$WORK/broker.out")
}

# In a mount namespace of its own, so that nothing stays mounted. A signal to strace ends what it traces, too.
trace() {
  port=$(TOOLS_CLASS_PATH="$ROOT/scripts/local/target/lib/*" run_tool FreePort)
  # The inner shell expands its own arguments.
  # shellcheck disable=SC2016
  env -i HOST=127.0.0.1 PORT="$port" LANG=C.UTF-8 KAFKA_BOOTSTRAP_SERVERS="localhost:$kafka" PATH="$PATH" \
    unshare --mount bash -c 'mount --bind /proc "$1/proc" && mount --bind /dev "$1/dev" && cd "$1" &&
      exec strace --follow-forks --interruptible=waiting --quiet=all --string-limit=256 --trace=execve,open,openat,openat2,connect,bind,sendto,sendmmsg --output="$2" \
        chroot --userspec=65532:65532 . /java/bin/java -XX:AOTCache=/app/plainstream-api.aot -jar /app/plainstream-api.jar' \
    _ "$WORK/root" "$WORK/trace" >"$WORK/api.log" 2>&1 &
  traced=$!
  WAIT_STEP_S=1 wait_until "$PATIENCE_S" 'the API can write' answers
  curl --silent --noproxy '*' --fail --output /dev/null --request POST "http://127.0.0.1:$port/app" || die 'a write was refused'
}

answers() {
  curl --silent --noproxy '*' --fail --output /dev/null "http://127.0.0.1:$port/readiness"
}

# One fact a line. Numbers that are chance have names; versions stand in shipped.lock.
facts() {
  # What brought it into its root is none of it.
  sed -i '0,/execve("\/java\/bin\/java"/{/execve("\/java\/bin\/java"/!d}' "$WORK/trace"
  printf '# What the image runs, opens, listens on, connects to and resolves, from its start to its first write, by strace.\n'
  printf '# Written by scripts/test_calls.sh --update; the test fails when it is no longer true.\n'
  {
    succeeded execve | sed -E 's/execve\("([^"]*)".*/exec     \1/'
    succeeded 'open(at)?2?' | sed -E 's/^open[^"]*"([^"]*)", \{?(flags=)?([A-Z_|]*).*/\1 \3/' |
      sed -E 's/ O_RDONLY[A-Z_|]*$/ read/; s/ O_(WRONLY|RDWR)[A-Z_|]*$/ write/; s|/proc/[0-9]+|/proc/PID|; s|task/[0-9]+|task/TID|; s|-[0-9.]+\.jar |.jar |' |
      not_of_the_base | sed 's/^/open     /'
    addresses
    questions | sed 's/^/resolve  /'
  } | LC_ALL=C sort -u
}

# Calls as "name(arguments) = result", without process and without those that failed.
succeeded() { # NAME-PATTERN
  sed -nE "s/^[0-9]+ +($1\(.*)/\1/p" "$WORK/trace" | grep -v ' = -1 ' || true
}

# What the C library of the base opens is another in each base, what the JVM reads of the kernel on each machine, and libsimdsort
# depends on the processor.
not_of_the_base() {
  grep -vE '^(/usr)?/lib(64)?/|^/etc/(ld\.so\.[a-z]*|nsswitch\.conf|host\.conf|gai\.conf) read$|^/(proc|sys)/.* read$|libsimdsort' || true
}

# Failed or not: who is called counts, not who answers.
addresses() {
  sed -nE 's/^[0-9]+ +((bind|connect)\(.*)/\1/p' "$WORK/trace" | grep -v AF_UNIX |
    sed -E "s/(bind|connect)\([0-9]+, \{sa_family=AF_([A-Z0-9]+), /\1 \2 /; s/sin6?_port=htons\($kafka\)/KAFKA/; s/sin6?_port=htons\($port\)/PORT/; s/sin6?_port=htons\(([0-9]+)\)/port \1/" |
    sed -E 's/ ([A-Z]+|port [0-9]+), [^"]*"([^"]*)".*/ \1 \2/; s/::ffff://' || true
}

# A question to a name server: 12 bytes, then the name in pieces.
questions() {
  local bytes
  sed -nE 's/^[0-9]+ +send(to|mmsg)?\([0-9]+, [^"]*"([^"]*\\0\\0\\(1|34)\\0\\1)".*/\2/p' "$WORK/trace" | sort -u | while IFS= read -r bytes; do
    printf '%b' "$bytes" | tail -c +13 | LC_ALL=C tr -c 'a-z0-9.-' '.' | sed -E 's/^\.|\.+$//g'
    printf '\n'
  done
}

main() {
  parse "$@"
  if ((EUID != 0)) || ! command -v strace >/dev/null || ! client version >/dev/null 2>&1; then
    skip_or_fail 'what the image calls' 'be root on Linux, install strace, and set DOCKER to a container client'
    return
  fi
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  make_work_folder
  trap clean_up EXIT
  if [[ -z $image ]]; then image=$("$ROOT/scripts/image.sh" 2>"$WORK/image.log") || die "$(<"$WORK/image.log")"; fi
  lay_out
  start_broker
  trace
  facts >"$WORK/calls.lock"
  if $update; then cp "$WORK/calls.lock" "$LOCK"; fi
  diff "$LOCK" "$WORK/calls.lock" || die 'the image calls something else than calls.lock says: if that is meant, run scripts/test_calls.sh --update'
  printf 'ok    the image opens, listens on and connects to %s things, as in calls.lock\n' "$(grep -vc '^#' "$LOCK")"
}

main "$@"
