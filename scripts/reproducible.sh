#!/usr/bin/env bash
#
# reproducible.sh - builds twice from clean clones, in different surroundings, and compares every byte that ships.
#
# Usage: scripts/reproducible.sh [OPTION]...
#
#   --no-image   leave the container image out
#   --keep       keep both clones, and say where they are
#   --help
#
# The clones differ in folder, umask, time zone and locale, and in the user too where this one is root and the other can be
# taken on (setpriv). Compared are jars and zips of scripts/release.sh, bills of materials, and, where a container client
# answers (DOCKER), every file of the image with its mode. What differs is named: the entry of a zip, the file of an image.
# The image's class cache (plainstream-api.aot) is left out: the JDK writes it anew from each training run.
# What is not committed is not built. Exit codes: 0 the same bytes, 1 not, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly FIRST_FOLDER=a SECOND_FOLDER='second clone/of a longer name'
readonly OTHER_USER=65534

image=true keep=false

parse() {
  while (($# > 0)); do
    case $1 in
      --no-image) image=false ;;
      --keep) keep=true ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

clone() { # FOLDER
  mkdir -p "$WORK/$1"
  git clone --quiet --no-hardlinks "$ROOT" "$WORK/$1/checkout"
}

# What ships and what makes the image, as "make release" does it.
build() { # FOLDER
  cd "$WORK/$1/checkout"
  export MVN_ARGS="--offline -Dmaven.test.skip=true ${repository:+-Dmaven.repo.local=$repository}"
  scripts/build.sh --module api,consumer,scripts/tools
  scripts/release.sh
}

first() {
  repository=''
  (umask 022 && TZ=UTC LC_ALL=C.UTF-8 build "$FIRST_FOLDER")
}

second() {
  repository=''
  if ((EUID == 0)) && command -v setpriv >/dev/null; then
    repository=$WORK/repository
    lend_repository
    chown -R "$OTHER_USER" "$WORK/${SECOND_FOLDER%%/*}"
    chmod 755 "$WORK"
    export WORK repository
    export -f build
    env HOME="$WORK/home" TZ=Asia/Kathmandu LC_ALL=C LANG=tr_TR.UTF-8 \
      setpriv --reuid "$OTHER_USER" --clear-groups bash -euo pipefail -c "umask 077; build '$SECOND_FOLDER'"
  else
    (umask 077 && TZ=Asia/Kathmandu LC_ALL=C LANG=tr_TR.UTF-8 build "$SECOND_FOLDER")
  fi
}

# The other user cannot read this one's home: the jars are linked, folders are its own.
lend_repository() {
  mkdir -p "$WORK/home"
  cp -rl "$(mine)" "$repository"
  find "$repository" "$WORK/home" -type d -exec chown "$OTHER_USER" {} +
}

mine() {
  local folder=${MAVEN_REPOSITORY:-${HOME:-}/.m2/repository}
  [[ -d $folder ]] || die "no local Maven repository at $folder: name it in MAVEN_REPOSITORY"
  printf '%s' "$folder"
}

# Everything of the first that the second lacks or has otherwise, and the other way round.
compare() { # WHAT FOLDER FOLDER
  local file same=true
  for file in $({ (cd "$2" && find . -type f) && (cd "$3" && find . -type f); } | sort -u); do
    if cmp -s "$2/$file" "$3/$file"; then continue; fi
    same=false
    printf 'DIFFERS  %s: %s\n' "$1" "$file"
    entries "$2/$file" "$3/$file"
  done
  $same || return 1
  printf 'ok    %s: %s files are the same\n' "$1" "$(find "$2" -type f | wc -l | tr -d ' ')"
}

# Which entries of two zips or jars differ: in content, time, mode or order.
entries() { # ZIP ZIP
  if [[ $1 != *.zip && $1 != *.jar ]] || [[ ! -f $1 || ! -f $2 ]]; then return; fi
  diff <(unzip -Zlv "$1" | grep -v '^Archive') <(unzip -Zlv "$2" | grep -v '^Archive') | grep '^[<>]' | head -n 20 || true
}

# Files of an image with mode, owner and checksum.
listing() { # TAG
  local container
  # shellcheck disable=SC2086
  container=$($DOCKER create "$1" /none)
  mkdir -p "$WORK/files/$1"
  # shellcheck disable=SC2086
  $DOCKER export "$container" | tar -x -C "$WORK/files/$1" --exclude='dev/*'
  # shellcheck disable=SC2086
  $DOCKER rm "$container" >/dev/null
  cd "$WORK/files/$1"
  find . -type f ! -name '*.aot' -exec stat -c '%n %a %u:%g' {} + | LC_ALL=C sort
  find . -type f ! -name '*.aot' -exec sha256sum {} + | LC_ALL=C sort --key 2
}

images() {
  # shellcheck disable=SC2086
  if ! $DOCKER version >/dev/null 2>&1; then
    skip_or_fail 'the image' "'$DOCKER' does not answer: start it, or set DOCKER to a container client"
    return
  fi
  local number=1 folder
  for folder in "$FIRST_FOLDER" "$SECOND_FOLDER"; do
    (cd "$WORK/$folder/checkout" && scripts/image.sh --repository plainstream-reproducible --tag "$number" >/dev/null) 2>"$WORK/image.log" ||
      die "$(tail -n 20 "$WORK/image.log")"
    mkdir -p "$WORK/images/$number"
    (listing "plainstream-reproducible:$number") >"$WORK/images/$number/files"
    number=$((number + 1))
  done
  diff "$WORK/images/1/files" "$WORK/images/2/files" || return 1
  printf 'ok    image: %s files are the same\n' "$(find "$WORK/files/plainstream-reproducible:1" -type f | wc -l | tr -d ' ')"
}

main() {
  parse "$@"
  need unzip 'apt-get install unzip'
  make_work_folder
  if $keep; then trap 'say "both are kept in $WORK"' EXIT; fi
  local started=$SECONDS failed=false
  clone "$FIRST_FOLDER"
  clone "$SECOND_FOLDER"
  first 2>"$WORK/first.log" || die "the first build failed: $(tail -n 20 "$WORK/first.log")"
  second 2>"$WORK/second.log" || die "the second build failed: $(tail -n 20 "$WORK/second.log")"
  compare 'release' "$WORK/$FIRST_FOLDER/checkout/target/release" "$WORK/$SECOND_FOLDER/checkout/target/release" || failed=true
  if $image; then images || failed=true; fi
  say "$((SECONDS - started)) s"
  if $failed; then die 'the same commit gave different bytes'; fi
}

main "$@"
