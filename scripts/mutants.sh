#!/usr/bin/env bash
#
# mutants.sh - changes the code in small ways (PIT), and lists the changes that no quick test notices; no more than are known may stay.
#
# Usage: scripts/mutants.sh [OPTION]... [PACKAGE]...
#
#   PACKAGE           such as consumer.json or api.http (default: all eight; half an hour)
#   --reports FOLDER  compare the reports there, one PACKAGE.csv for each, and run nothing
#   --update          write scripts/tests/mutants.lock anew for these packages
#   --help
#
# Minutes for each package. What stays is counted by class and method in scripts/tests/mutants.lock; why it stays, is said in mutants.md.
# VECTORS_DIR, as for the tests. Exit codes: 0 no more than are known, 1 more or a run failed, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

readonly LOCK=$ROOT/scripts/tests/mutants.lock
readonly PACKAGES=(consumer.{event,batch,store,json,aws,dynamodb} api.{http,json})
packages=() reports='' update=false

parse() {
  local package
  while (($# > 0)); do
    case $1 in
      --reports) reports=${2:?"$1 needs a value"} && shift ;;
      --update) update=true ;;
      --help) print_help; exit ;;
      -*) wrong_usage "unknown option '$1'" ;;
      *) [[ $1 =~ ^(api|consumer)\.[a-z]+$ ]] || wrong_usage "'$1' is no package such as consumer.json" && packages+=("$1") ;;
    esac
    shift
  done
  if ((${#packages[@]} == 0)); then packages=("${PACKAGES[@]}"); fi
}

# A report line is: file, class, mutator, method, line, status, test.
run() { # PACKAGE
  local module=${1%%.*}
  # shellcheck disable=SC2086
  mvn --file "$ROOT" --batch-mode --quiet --no-transfer-progress ${MVN_ARGS:-} --projects "$module" --also-make -Pmutants \
    test-compile process-test-classes "-DtargetClasses=plainstream.$1.*" >"$WORK/$1.log" 2>&1 ||
    die "PIT failed for $1: $(tail -n 20 "$WORK/$1.log")"
  cp "$ROOT/$module/target/pit-reports/mutations.csv" "$reports/$1.csv"
}

strength() { # PACKAGE
  awk -F, -v package="$1" '$6 != "NO_COVERAGE" { covered++ } $6 == "SURVIVED" { stay++ }
    END { printf "%-18s %4d changes, %3d stay, strength %d %%\n", package, NR, stay, covered ? 100 * (covered - stay) / covered : 100 }' "$reports/$1.csv"
}

# Class and method, and how many changes of it stay.
survivors() { # PACKAGE
  awk -F, '$6 == "SURVIVED" { count[$2 "." $4]++ } END { for (name in count) print name, count[name] }' "$reports/$1.csv" | sort
}

write_lock() { # PACKAGE
  { grep -v "^plainstream\.$1\.[A-Z]" "$LOCK" || true; } >"$WORK/lock"
  survivors "$1" | sort - "$WORK/lock" >"$LOCK"
}

# Prints what stays beyond the lock; fails if there is something.
compare() { # PACKAGE
  survivors "$1" | awk -v lock="$LOCK" '
    BEGIN { while ((getline line <lock) > 0) { split(line, known); most[known[1]] = known[2] } }
    $2 > most[$1] + 0 { printf "MORE  %s: %d stay, known are %d\n", $1, $2, most[$1]; more = 1 }
    END { exit more }'
}

main() {
  local package status=0
  parse "$@"
  make_work_folder
  touch "$LOCK"
  if [[ -z $reports ]]; then
    need mvn '3.8.7 or newer: apt-get install maven, or brew install maven'
    JAVA_HOME=$("$ROOT/scripts/jdk.sh")
    export JAVA_HOME
    reports=$WORK
    for package in "${packages[@]}"; do run "$package"; done
  fi
  for package in "${packages[@]}"; do
    [[ -f $reports/$package.csv ]] || die "there is no report $reports/$package.csv"
    strength "$package"
    if $update; then write_lock "$package"; else compare "$package" || status=1; fi
  done
  return "$status"
}

main "$@"
