#!/usr/bin/env bash
#
# offline.sh - fills a folder with all that the workshop needs from Maven and from here, for laptops without a network.
#
# Usage: scripts/workshop/offline.sh [OPTION]... FOLDER
#
#   --from REPOSITORY   take the jars from this local Maven repository instead of from the network
#   --help
#
# FOLDER gets: plainstream, the sources; maven, a repository with every jar and plugin of build, run, labs and museum; and
# workshop.env, to be sourced on each laptop. Afterwards the sources are built once more, offline, from that repository alone: when
# this ends with success, the laptops need no network. What it cannot bring is in scripts/workshop/TEACHING.md: JDK, Maven, make,
# curl, jq, kcat. About 0.5 GB. Exit codes: 0 done and tried, 1 failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/workshop/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

folder='' from=''

parse() {
  while (($# > 0)); do
    case $1 in
      --from) from=${2:?"$1 needs a value"} && shift ;;
      --help) print_help; exit ;;
      -*) wrong_usage "unknown option '$1'" ;;
      *) folder=$1 ;;
    esac
    shift
  done
  [[ -n $folder ]] || wrong_usage 'say which folder to fill'
  [[ ! -e $folder/plainstream ]] || wrong_usage "$folder/plainstream is there already"
}

# What labs and museum ask of Maven; the tests of the workshop's module bring the plugins that run tests.
fill() { # MAVEN-ARGUMENT...
  local maven=(mvn --batch-mode --no-transfer-progress --quiet "-Dmaven.repo.local=$folder/maven" "$@")
  (
    cd "$folder/plainstream"
    "${maven[@]}" package -DskipTests
    "${maven[@]}" test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/museum.classpath
    "${maven[@]}" verify --projects scripts/workshop
  )
}

write_settings() {
  cat >"$folder/settings.xml" <<SETTINGS
<settings>
  <mirrors>
    <mirror><id>folder</id><mirrorOf>*</mirrorOf><url>file://$(cd -- "$from" && pwd)</url></mirror>
  </mirrors>
</settings>
SETTINGS
}

# The folder may be mounted elsewhere on each laptop.
write_environment() {
  cat >"$folder/workshop.env" <<'ENVIRONMENT'
# source this file (bash or zsh) before the first make: Maven then asks this folder and nothing else.
workshop_folder=$(cd -- "$(dirname -- "${BASH_SOURCE[0]:-$0}")" && pwd)
export MVN_ARGS="--offline -Dmaven.repo.local=$workshop_folder/maven"
ENVIRONMENT
}

main() {
  parse "$@"
  need mvn 'install Maven 3.8.7 or newer, see https://maven.apache.org/install.html'
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  export JAVA_HOME
  mkdir -p "$folder/plainstream"
  folder=$(cd -- "$folder" && pwd)
  tar -C "$ROOT" -cf - --exclude=target --exclude=.git --exclude=.workshop --exclude=.terraform --exclude='*.tfstate*' \
    --exclude=terraform.tfvars . | tar -C "$folder/plainstream" -xf -
  local options=()
  if [[ -n $from ]]; then write_settings && options=(--settings "$folder/settings.xml"); fi
  fill ${options[@]+"${options[@]}"}
  # Where a jar came from is nothing that the laptops may ask for.
  find "$folder/maven" -name '_remote.repositories' -delete
  find "$folder/plainstream" -name target -type d -prune -exec rm -rf {} +
  fill --offline
  find "$folder/plainstream" -name target -type d -prune -exec rm -rf {} +
  rm -f "$folder/settings.xml"
  write_environment
  say "$folder holds $(du -sh "$folder" | cut -f 1), built once without a network; copy it to each laptop"
}

main "$@"
