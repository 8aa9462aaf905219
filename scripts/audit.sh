#!/usr/bin/env bash
#
# audit.sh - lists every jar that ships, in the API's image, in the functions' package and in their layer.
#
# Usage: scripts/audit.sh [OPTION]...
#
#   --full    the whole checksums, to compare with those of Maven Central (default: the first 12 digits)
#   --help
#
# Each line: where, jar, size in bytes, licence, SHA-256, reason. A jar that this script has no reason for makes it fail,
# so that none comes in unnoticed. Run "make build" before. The image holds the same entries without compression
# (Store in scripts/tools), and beside them the trimmed Java runtime (GPL-2.0 with Classpath exception).
# Exit codes: 0 all known, 1 an unknown jar or none at all, 2 wrong usage.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

digits=12

# Name without version | licence | why it ships.
reasons() {
  cat <<'REASONS'
plainstream-api|Apache-2.0|this project: the API
plainstream-consumer|Apache-2.0|this project: the functions
aws-lambda-java-core|Apache-2.0|the interface of a Lambda handler
kafka-clients|Apache-2.0|producer and topic creation; the one thing not worth writing again
aws-msk-iam-auth|Apache-2.0|IAM login to Amazon MSK
auth|Apache-2.0|IAM login: the signer and the chain of credentials
http-auth-aws|Apache-2.0|IAM login: SigV4
http-client-spi|Apache-2.0|IAM login: the signed request is one of these
identity-spi|Apache-2.0|IAM login: what a credential is
json-utils|Apache-2.0|IAM login: credentials of a container come as JSON
profiles|Apache-2.0|IAM login: the chain of credentials looks for profiles
regions|Apache-2.0|IAM login: the region is read from the broker's name
sdk-core|Apache-2.0|IAM login: what the AWS libraries share
sts|Apache-2.0|IAM login: named by its credential provider, which does not load without
third-party-jackson-core|Apache-2.0|IAM login: the JSON reader within json-utils
utils|Apache-2.0|IAM login: what the AWS libraries share
jackson-annotations|Apache-2.0|IAM login: needed by jackson-databind
jackson-core|Apache-2.0|IAM login: needed by jackson-databind
jackson-databind|Apache-2.0|IAM login: writes the signed request as JSON for the broker
reactive-streams|MIT-0|IAM login: named by the types of sdk-core
slf4j-api|MIT|the logging interface of kafka-clients and the AWS libraries
slf4j-jdk14|MIT|leads it to java.util.logging
REASONS
}

parse() {
  while (($# > 0)); do
    case $1 in
      --full) digits=64 ;;
      --help) print_help && exit ;;
      *) wrong_usage "unknown option '$1'" ;;
    esac
    shift
  done
}

# From kafka-clients-4.4.0.jar to kafka-clients.
name_of() { # FILE
  basename "$1" .jar | sed 's/-[0-9][0-9A-Za-z.]*$//'
}

list() { # WHERE JAR...
  local where=$1 jar known
  shift
  for jar in "$@"; do
    [[ -f $jar ]] || die "$where: no jars: run 'make build' first"
    known=$(reasons | awk -F '|' -v name="$(name_of "$jar")" '$1 == name { print $2 "|" $3 }')
    if [[ -z $known ]]; then unknown=$((unknown + 1)); fi
    printf '%s|%s|%s|%s|%s|%s\n' "$where" "$(basename "$jar")" "$(wc -c <"$jar" | tr -d ' ')" \
      "$(cut -d '|' -f 1 <<<"${known:-unknown}")" "$(checksum "$jar" | cut -c "1-$digits")" \
      "$(cut -d '|' -f 2 <<<"${known:-unknown|NO REASON GIVEN}")"
  done >>"$WORK/table"
}

# Sizes are aligned to the right, and each place gets its sum.
print_table() {
  awk -F '|' '
    NR == 1 { printf "%-9s %-38s %10s  %-10s  %s  %s\n", "where", "jar", "bytes", "licence", "sha256", "reason" }
    { printf "%-9s %-38s %10d  %-10s  %s  %s\n", $1, $2, $3, $4, $5, $6; sum[$1] += $3; count[$1]++ }
    END { for (place in sum) printf "%-9s %3d jars %40d\n", place, count[place], sum[place] }' "$WORK/table"
}

main() {
  parse "$@"
  make_work_folder
  unknown=0
  list api "$ROOT"/api/target/plainstream-api-*.jar "$ROOT"/api/target/lib/*.jar
  list functions "$ROOT"/consumer/target/function/lib/*.jar
  list layer "$ROOT"/consumer/target/layer/java/lib/*.jar
  print_table
  ((unknown == 0)) || die "$unknown jars have no reason to ship: remove them, or give the reason in $SCRIPT"
}

main "$@"
