#!/usr/bin/env bash
#
# bench.sh - measures Plainstream beside its peers on this machine and prints the ratios.

set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: scripts/bench.sh [--quick|--tables] [--parts=PART,…] [--check|--keep] [--generator=java|wrk] [--help]

Measures what "make build" built, beside peers from Maven Central: a JDK hello-world, a bare Kafka
producer, Helidon SE and Spring Boot (bare, and with our duties), Quarkus (with our duties), Jackson, AWS's KafkaEvent
and AWS's SDK. Everything runs on 127.0.0.1, against a real broker and DynamoDB Local, and ends with the script.

  --quick           under 3 minutes: throughput, startup, sizes, cold, decode, with few rounds
  --tables          20 minutes: these, event and crowd, with as many rounds as the tables in scripts/bench/README.md need
  --check           the part event alone, compared with scripts/bench/per-event.tsv: exit code 1 if a cost has grown by
                    more than 10 %
  --keep            the same part (with --tables: those); writes that file anew, for a change that is meant
  --parts=…         only these, in this order:
                      throughput  CPU per event, latency, memory, requests/s of the API and its peers
                      startup     to the first 200 and to the first acknowledged event
                      sizes       jars, function, layer and image
                      cold        cold start of the functions under AWS's runtime interface client
                      decode      a 6 MB MSK event, by JMH
                      event       one timestamp, like, keyed like and order, from the socket to the row
                      crowd       1,000 busy connections beside 10,000 idle ones and 200 slow readers
                      profile     on what the API spends its processor time
                      delay       1 and 5 requests in flight, with Kafka 0, 1 and 2 ms away
                      scale       partitions, connections and payloads
                      batches     the events function with batches of 1, 100 and 10,000
                      likes       keyed likes: a transaction each, and 99 to one, with DynamoDB 0, 5 and 10 ms away
                      ceiling     what one partition and one function hold
                      reads       every read route on tables of 1,000 to 1,000,000 rows
                      shards      a page of timestamps over 1, 16 and 128 shards
                      esm         the event source mapping beside a bare consumer
                      model       what a rate of events needs, from the figures above
  --generator=…     java: ours (default); wrk: where it is installed, as a cross-check

Progress goes to standard error, the tables to standard output, and both with a chart and logs to
target/bench/. Exit codes: 0 measured, 1 something cannot be measured or has grown, 2 wrong usage.
USAGE
}

build() { # ROOT
  local args=(--batch-mode --no-transfer-progress --quiet --file "$1/scripts/bench/pom.xml" "-Dproduct=$1" package)
  echo "building the bench and its peers" >&2
  # MVN_ARGS: as in the Makefile, for options of one's own.
  # shellcheck disable=SC2086
  mvn ${MVN_ARGS:-} "${args[@]}" >&2
}

main() {
  for argument in "$@"; do
    case $argument in
      --help) usage; return ;;
      --quick | --tables | --check | --keep | --parts=* | --generator=*) ;;
      *)
        echo "bench.sh: unknown option $argument (see --help)" >&2
        return 2
        ;;
    esac
  done
  local root harness local_jar esm_jar kit_jar
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  harness=$root/scripts/bench/harness/target
  local_jar=$root/scripts/local/target/plainstream-local-1.0.0.jar
  esm_jar=$root/scripts/esm/target/plainstream-esm-1.0.0.jar
  kit_jar=$root/scripts/tests/kit/target/plainstream-kit-1.0.0.jar
  JAVA_HOME=$("$root/scripts/jdk.sh")
  export JAVA_HOME
  for jar in "$local_jar" "$esm_jar" "$kit_jar" "$root/api/target/plainstream-api-1.0.0.jar" "$root/consumer/target/plainstream-consumer-1.0.0.jar"; do
    if [[ ! -f $jar ]]; then
      echo "bench.sh: $jar is missing: run \"make build\" first" >&2
      return 1
    fi
  done
  build "$root"
  cd "$root"
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED \
    -cp "$harness/harness.jar:$harness/lib/*:$local_jar:$esm_jar:$kit_jar" plainstream.bench.Main "$@"
}

main "$@"
