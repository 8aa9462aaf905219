#!/usr/bin/env bash
#
# jdk.sh - prints the home of a JDK that can build and run Plainstream: version 25 or newer.
#
#   export JAVA_HOME=$(scripts/jdk.sh)
#
# $JAVA_HOME wins if it is new enough, then the java on the PATH, then one in the folders where Linux
# packages, macOS, SDKMAN!, Homebrew, asdf, mise and IntelliJ IDEA put theirs. A JRE is no JDK: javac must be there.

set -euo pipefail

# Set, they make shells print, cd print where it goes, and patterns find nothing.
unset BASH_ENV CDPATH GLOBIGNORE
set +o noglob
shopt -u failglob
readonly LEAST=25

usage() {
  cat <<USAGE
Usage: scripts/jdk.sh [--help]

Prints the home of a JDK $LEAST or newer. Exit codes: 0 found, 1 there is none, 2 wrong usage.
Looks at \$JAVA_HOME first, then at the java on the PATH, then into the usual folders.
USAGE
}

# The major version of the JDK in this folder; empty when it is none. The release file spares a start of the JVM.
version_of() { # HOME
  [[ -x $1/bin/javac && -r $1/release ]] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

is_new_enough() { # HOME
  local version
  version=$(version_of "$1")
  [[ -n $version ]] && ((version >= LEAST))
}

# Where java on the PATH really is: the links of update-alternatives and of version managers are followed.
home_on_path() {
  local java
  java=$(command -v java) || return 0
  while [[ -L $java ]]; do
    local target
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  (cd "$(dirname "$java")/.." && pwd -P)
}

candidates() {
  local home
  for home in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
    "${HOME:-}"/.local/share/mise/installs/java/* "${HOME:-}"/.jenv/versions/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    [[ -d $home ]] && printf '%s\n' "$home"
  done
  return 0
}

# The oldest that is new enough: 25 is what the project is tested with.
best_candidate() {
  local home
  candidates | while IFS= read -r home; do
    if is_new_enough "$home"; then printf '%s\t%s\n' "$(version_of "$home")" "$home"; fi
  done | sort -n | head -n 1 | cut -f 2
}

complain() {
  cat >&2 <<MISSING
jdk.sh: no JDK $LEAST or newer found (JAVA_HOME is '${JAVA_HOME:-}', java on the PATH is '$(command -v java || true)').
Install one, then try again or set JAVA_HOME to it:
  Debian, Ubuntu   sudo apt-get install openjdk-25-jdk        (or the package temurin-25-jdk of https://adoptium.net/installation)
  Fedora           sudo dnf install java-25-openjdk-devel
  macOS            brew install openjdk@25
  anywhere         sdk install java 25-tem                    (https://sdkman.io)
MISSING
}

main() {
  case "${1:-}" in
    '') ;;
    --help) usage; return ;;
    *) usage >&2 && return 2 ;;
  esac
  local home
  for home in "${JAVA_HOME:-}" "$(home_on_path)" "$(best_candidate)"; do
    if [[ -n $home ]] && is_new_enough "$home"; then
      printf '%s\n' "$home"
      return
    fi
  done
  complain
  return 1
}

main "$@"
