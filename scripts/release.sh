#!/usr/bin/env bash
#
# release.sh - collects what a release attaches: jars, zips, bills of materials and checksums, in target/release.
#
# Usage: scripts/release.sh [OPTION]...
#
#   --version VERSION   refuse unless this is the version in pom.xml (a tag's, for instance)
#   --help
#
# Run "make build" before. api.zip holds the API's jar beside its lib folder: unpack it, then java -jar. All files of the
# zips carry the time that pom.xml names, so that the same commit gives the same bytes.
# Exit codes: 0 done, 1 something is missing or of another version, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly TARGET=$ROOT/target/release

wanted=''

parse() {
  while (($# > 0)); do
    case $1 in
      --version) wanted=${2:?"$1 needs a value"} && shift ;;
      --help) print_help; exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

# The first of that name in pom.xml is the project's own.
pom() { # ELEMENT
  sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$ROOT/pom.xml" | head -n 1
}

# The jar tool sorts nothing and takes times from --date alone.
zip_api() { # VERSION
  local files
  cd "$ROOT/api/target"
  files=$(printf '%s\n' "plainstream-api-$1.jar" lib/*.jar | LC_ALL=C sort)
  # File names of Maven artifacts hold no space.
  # shellcheck disable=SC2086
  "$JAVA_HOME/bin/jar" --create --no-manifest --no-compress --date "$(pom project.build.outputTimestamp)" --file "$TARGET/api.zip" $files
}

# Other compilers may give other bytes.
built_with() {
  sed -n 's/^\(IMPLEMENTOR\|JAVA_RUNTIME_VERSION\)=//p' "$JAVA_HOME/release" | tr -d '"'
  mvn --version | sed -n 's/.*\(Apache Maven [0-9.]*\).*/\1/p'
}

main() {
  parse "$@"
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  local version file
  version=$(pom version)
  [[ -z $wanted || $wanted == "$version" ]] || die "pom.xml says version $version, not $wanted: change one of the two"
  rm -rf "$TARGET"
  mkdir -p "$TARGET"
  for file in "api/target/plainstream-api-$version.jar" "consumer/target/plainstream-consumer-$version.jar" \
    consumer/target/function.zip consumer/target/layer.zip; do
    [[ -f $ROOT/$file ]] || die "$file is missing: run 'make build' first"
    cp "$ROOT/$file" "$TARGET"
  done
  (zip_api "$version")
  "$ROOT/scripts/sbom.sh"
  cp "$ROOT"/target/sbom/*.cdx.json "$TARGET"
  built_with >"$TARGET/built-with.txt"
  cd "$TARGET"
  checksum -- * >SHA256SUMS
  say "target/release: $(wc -l <SHA256SUMS | tr -d ' ') files of version $version"
}

main "$@"
