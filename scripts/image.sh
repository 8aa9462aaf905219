#!/usr/bin/env bash
#
# image.sh - builds the API's container image, checks its size, and pushes it if asked.
#
# Usage: scripts/image.sh [OPTION]...
#
#   --platform PLATFORM   linux/arm64 or linux/amd64 (default: this machine's)
#   --repository NAME     registry and name, as in 127.0.0.1:5000/plainstream-api (default: plainstream-api)
#   --tag TAG             (default: a hash of what goes in)
#   --jdk-image NAME      image of the build stages (default: JDK_IMAGE, or the Dockerfile's, which is pinned)
#   --base-image NAME     image below the result (default: BASE_IMAGE, or the Dockerfile's, which is pinned)
#   --push                push it, and print REPOSITORY@DIGEST instead of REPOSITORY:TAG
#   --help
#
# DOCKER names the container client (docker). A platform other than this machine's runs under emulation, which
# Docker Desktop brings along and Linux has after: docker run --privileged --rm tonistiigi/binfmt --install all
# The image's name goes to stdout, all else to stderr. Exit codes: 0 done, 1 failed or too large, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# What a task downloads before it starts. 1 MB = 1,000,000 bytes.
readonly SIZE_LIMIT_MB=50

platform='' repository=plainstream-api tag='' push=false jdk_image=${JDK_IMAGE:-} base_image=${BASE_IMAGE:-}
arguments=()

parse() {
  while (($# > 0)); do
    case $1 in
      --platform) platform=${2:?"$1 needs a value"} && shift ;;
      --repository) repository=${2:?"$1 needs a value"} && shift ;;
      --tag) tag=${2:?"$1 needs a value"} && shift ;;
      --jdk-image) jdk_image=${2:?"$1 needs a value"} && shift ;;
      --base-image) base_image=${2:?"$1 needs a value"} && shift ;;
      --push) push=true ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

revision() {
  git -C "$ROOT" describe --always --dirty 2>/dev/null || printf 'unknown'
}

# $DOCKER is a command with arguments, on purpose unquoted.
build() {
  if [[ -n $platform ]]; then arguments+=(--platform "$platform"); fi
  if [[ -n $jdk_image ]]; then arguments+=(--build-arg "JDK_IMAGE=$jdk_image"); fi
  if [[ -n $base_image ]]; then arguments+=(--build-arg "BASE_IMAGE=$base_image"); fi
  "$ROOT/scripts/sbom.sh" --jdk-image "$jdk_image" --base-image "$base_image"
  # shellcheck disable=SC2086
  $DOCKER build ${arguments[@]+"${arguments[@]}"} \
    --build-arg "REVISION=$(revision)" --file "$ROOT/api/Dockerfile" --tag "$repository:$tag" "$ROOT" >&2
}

# Compressed as a registry keeps it: saved archives hold plain layers.
check_size() {
  local bytes
  # shellcheck disable=SC2086
  bytes=$($DOCKER save "$repository:$tag" | gzip | wc -c)
  say "$repository:$tag: $(awk -v bytes="$bytes" 'BEGIN { printf "%.1f", bytes / 1e6 }') MB compressed"
  ((bytes <= SIZE_LIMIT_MB * 1000000)) || die "that is more than $SIZE_LIMIT_MB MB"
}

# Docker says the digest at the end of a push; podman compresses while pushing and writes the digest to a file.
push() {
  local options=()
  # shellcheck disable=SC2086
  if [[ $($DOCKER push --help 2>&1) == *--digestfile* ]]; then options=(--digestfile "$WORK/digest"); fi
  # shellcheck disable=SC2086
  $DOCKER push ${options[@]+"${options[@]}"} "$repository:$tag" >"$WORK/push.log" 2>&1 ||
    die "push failed: $(tail -n 5 "$WORK/push.log")"
  cat "$WORK/push.log" >&2
  if [[ ! -s $WORK/digest ]]; then sed -n 's/.*digest: \(sha256:[0-9a-f]*\).*/\1/p' "$WORK/push.log" >"$WORK/digest"; fi
  printf '%s@%s\n' "$repository" "$(<"$WORK/digest")"
}

main() {
  parse "$@"
  # shellcheck disable=SC2086
  $DOCKER version >/dev/null 2>&1 || die "'$DOCKER' does not answer: start it, or set DOCKER to another client"
  if [[ -z $tag ]]; then tag=$(image_tag); fi
  make_work_folder
  build
  check_size
  if $push; then push; else printf '%s:%s\n' "$repository" "$tag"; fi
}

main "$@"
