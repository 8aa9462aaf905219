#!/usr/bin/env bash
#
# test_image.sh - builds the image and runs it as on AWS: read-only, no capabilities, not root, against a real broker.
#
# Usage: scripts/test_image.sh [OPTION]...
#
#   --image NAME   test this image instead of building one
#   --help
#
# Shows: it is small enough (scripts/image.sh), starts from its class cache, answers, publishes, has no shell, carries its
# labels and its bill of materials, loses no request when it is stopped by SIGTERM under load, and can be pushed by the script
# that deploy.sh uses (to the registry that REGISTRY names, as host:port on this machine; without it that part is skipped).
# Needs "make build" before, a JDK 25, jq and a container client (DOCKER). Without one it is skipped, loudly; with CI=true it
# fails. Exit codes: 0 passed, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly START_LIMIT_S=60 LOAD_S=15

image='' container='' broker='' url=''

parse() {
  while (($# > 0)); do
    case $1 in
      --image) image=${2:?"$1 needs a value"} && shift ;;
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

passed() {
  printf 'ok    %s\n' "$1"
}

# ---- what surrounds the container ----------------------------------------------------------------------------------

clean_up() {
  if [[ -n $container ]]; then client rm --force "$container" >/dev/null 2>&1 || true; fi
  if [[ -n $broker ]]; then kill "$broker" 2>/dev/null || true; fi
  rm -rf "$WORK"
}

# The broker of the local stack. It prints where it listens, and ends with the file that it is told to watch.
start_broker() {
  local stack=$ROOT/scripts/local/target
  "$JAVA_HOME/bin/java" -cp "$TOOLS:$stack/plainstream-local-1.0.0.jar:$stack/lib/*" \
    plainstream.tools.TestBroker "$WORK/broker" >"$WORK/broker.out" 2>"$WORK/broker.log" &
  broker=$!
  WAIT_STEP_S=1 wait_until "$START_LIMIT_S" 'the broker answers' has_line '^bootstrap ' "$WORK/broker.out"
  bootstrap=$(sed -n 's/^bootstrap //p' "$WORK/broker.out")
}

has_line() { # PATTERN FILE
  kill -0 "$broker" 2>/dev/null || die "the broker did not start: $(tail -n 5 "$WORK/broker.log")"
  grep -q "$1" "$2"
}

# On the host's network, where the broker listens on the loopback only.
start_container() { # CONTAINER-OPTION...
  port=$(TOOLS_CLASS_PATH="$ROOT/scripts/local/target/lib/*" run_tool FreePort)
  url=http://127.0.0.1:$port
  container=$(client run --detach --read-only --cap-drop=all --security-opt no-new-privileges --user 65532 \
    --network host --memory 512m --env "HOST=127.0.0.1" --env "PORT=$port" "$@" "$image")
}

answers() { # PATH
  [[ $(curl --silent --noproxy '*' --output /dev/null --write-out '%{http_code}' "$url$1") == 200 ]]
}

await() { # PATH
  local deadline=$((SECONDS + START_LIMIT_S))
  until answers "$1"; do
    ((SECONDS < deadline)) || die "$1 does not answer 200: $(client logs "$container" 2>&1 | tail -n 5)"
    sleep 0.1
  done
}

# ---- what is shown -------------------------------------------------------------------------------------------------

shows_contents() {
  local user label
  user=$(client image inspect --format '{{.Config.User}}' "$image")
  [[ $user == 65532:65532 ]] || die "the image's user is '$user'"
  label=$(client image inspect --format '{{index .Config.Labels "org.opencontainers.image.licenses"}}' "$image")
  [[ $label == Apache-2.0 ]] || die "the licence label is '$label'"
  if client run --rm --entrypoint /bin/sh "$image" -c true 2>/dev/null; then die 'the image has a shell'; fi
  passed 'numeric user, labels, no shell'
}

# The bill of materials within is the one that was checked, and lists the jars that lie beside it.
shows_sbom() {
  local created
  created=$(client create "$image" /none)
  client cp "$created:/app" "$WORK/app"
  client rm "$created" >/dev/null
  cmp "$WORK/app/sbom.cdx.json" "$ROOT/target/sbom/image.cdx.json" || die 'the image carries another bill of materials'
  diff <(cd "$WORK/app" && ls lib/*.jar) <(jq --raw-output '.components[] | select(.type == "library" and .name != "plainstream-api") | "lib/\(.name)-\(.version).jar"' \
    "$WORK/app/sbom.cdx.json" | LC_ALL=C sort) || die 'the bill of materials lists other jars than the image holds'
  passed 'carries its bill of materials, which lists each jar within'
}

shows_cache() {
  client run --rm --read-only --cap-drop=all --env JAVA_TOOL_OPTIONS=-XX:AOTMode=on --entrypoint /java/bin/java "$image" \
    -XX:AOTCache=/app/plainstream-api.aot -cp /app/plainstream-api.jar -version >"$WORK/version" 2>&1 ||
    die "the class cache is refused: $(<"$WORK/version")"
  passed 'the class cache fits'
}

shows_answers() {
  await /healthcheck
  await /readiness
  "$ROOT/scripts/smoke.sh" --no-kafka "$url" >"$WORK/smoke" || die "$(<"$WORK/smoke")"
  passed 'answers and publishes to a real broker, read-only, as 65532, without capabilities'
}

shows_drain() {
  "$JAVA_HOME/bin/java" -cp "$TOOLS" plainstream.tools.DrainLoad "$url" "$LOAD_S" >"$WORK/drain" 2>&1 &
  local load=$! started code
  WAIT_STEP_S=1 wait_until "$START_LIMIT_S" 'the load is on' grep -q '^running$' "$WORK/drain"
  sleep 1
  started=$SECONDS
  client stop --time 30 "$container" >/dev/null
  ((SECONDS - started < 30)) || die 'SIGTERM was not enough: it had to be killed'
  wait "$load" || die "requests were lost (the load ended with $?): $(<"$WORK/drain")"
  code=$(client inspect --format '{{.State.ExitCode}}' "$container")
  [[ $code == 0 || $code == 143 ]] || die "exit code $code"
  passed "SIGTERM under load: $(tail -n 1 "$WORK/drain"), exit code $code"
}

shows_push() {
  if [[ -z ${REGISTRY:-} ]]; then
    skip_or_fail 'the push' 'set REGISTRY to a registry on this machine, such as 127.0.0.1:5000'
    return
  fi
  local pushed
  pushed=$("$ROOT/scripts/image.sh" --push --repository "$REGISTRY/plainstream-api" 2>"$WORK/push") || die "$(<"$WORK/push")"
  curl --silent --show-error --fail --noproxy '*' --output /dev/null \
    --header 'Accept: application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json' \
    "http://$REGISTRY/v2/plainstream-api/manifests/${pushed##*@}" || die "the registry does not know $pushed"
  passed "pushed as $pushed"
}

# The event source mapping's own image, on a base with a JDK: the kit of hard cases, for a Java handler that is mounted.
shows_mapping() {
  local built base=()
  if [[ -n ${JDK_IMAGE:-} ]]; then base=(--build-arg "BASE_IMAGE=$JDK_IMAGE"); fi
  built=$(client build --quiet "${base[@]}" "$ROOT/scripts/esm" 2>"$WORK/esm.log") || die "$(<"$WORK/esm.log")"
  client run --rm --read-only --tmpfs /tmp --cap-drop=all --security-opt no-new-privileges \
    --volume "$ROOT/scripts/tests/kit/target/plainstream-kit-1.0.0.jar:/function.jar:ro" "${built##*$'\n'}" \
    check --code /function.jar --handler plainstream.kit.SampleHandler >"$WORK/esm.out" 2>&1 ||
    die "esm check in its image: $(tail -n 3 "$WORK/esm.out")"
  passed "the event source mapping in its image: $(tail -n 1 "$WORK/esm.out")"
}

main() {
  parse "$@"
  # shellcheck disable=SC2086
  if ! $DOCKER version >/dev/null 2>&1; then
    skip_or_fail 'the image' "'$DOCKER' does not answer: start it, or set DOCKER to a container client"
    return
  fi
  need jq 'apt-get install jq, or brew install jq'
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  make_work_folder
  trap clean_up EXIT
  if [[ -z $image ]]; then image=$("$ROOT/scripts/image.sh"); fi
  shows_contents
  shows_sbom
  shows_cache
  start_broker
  start_container --env "KAFKA_BOOTSTRAP_SERVERS=$bootstrap"
  shows_answers
  shows_drain
  shows_push
  shows_mapping
}

main "$@"
