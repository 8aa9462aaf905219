#!/usr/bin/env bash
#
# test_audit.sh - spoils what the audit proves, one thing at a time, and shows that the audit fails and says what to do; holds the
# bills of materials against CycloneDX's schema.
#
# Usage: scripts/test_audit.sh [--help]
#
# Works on a copy in a temporary folder. Run "make audit" before: it leaves what Maven says about dependencies.
# Needs jq. Exit codes: 0 each was found, 1 one was not.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# What the audit reads, as it is.
copy() {
  local file
  rm -rf "$WORK/copy"
  (cd "$ROOT" && find terraform scripts/*.sh pom.xml README.md api/Dockerfile api/src/main consumer/src/main scripts/audit api/target/audit api/target/lib api/target/plainstream-api-*.jar \
    consumer/target/audit consumer/target/function consumer/target/layer target/audit scripts/*/target/audit scripts/tests/*/target/audit \
    -type f -not -path '*/.terraform/*') | while IFS= read -r file; do
    mkdir -p "$WORK/copy/$(dirname "$file")"
    cp "$ROOT/$file" "$WORK/copy/$file"
  done
}

edit() { # FILE JQ-FILTER
  jq "$2" "$WORK/copy/$1" >"$WORK/edited"
  mv "$WORK/edited" "$WORK/copy/$1"
}

audit() {
  run_tool audit.Audit check "$WORK/copy" "$REPOSITORY"
}

access() {
  "$WORK/copy/scripts/audit_access.sh"
}

cves() {
  run_tool audit.Cves "$WORK/copy" "$REPOSITORY" "$ROOT/scripts/audit/osv.json"
}

# The command fails on the copy, and its answer holds both texts.
finds() { # WHAT FOUND TODO [COMMAND]
  local answer
  if answer=$("${4:-audit}" 2>&1); then
    die "$1 was not found"
  fi
  [[ $answer == *"$2"*"$3"* ]] || die "$1 was not found as '$2': $answer"
  printf 'ok    %s\n' "$1"
}

spoils() {
  copy
  edit api/target/audit/tree.json '.children += [{groupId: "org.yaml", artifactId: "snakeyaml", version: "2.6", scope: "runtime"}]'
  cp "$REPOSITORY"/org/yaml/snakeyaml/2.6/snakeyaml-2.6.jar "$WORK/copy/api/target/lib"
  finds 'a dependency that was added' 'snakeyaml ships without a reason' 'exclude it in pom.xml'

  copy
  cp "$REPOSITORY"/org/yaml/snakeyaml/2.6/snakeyaml-2.6.jar "$WORK/copy/consumer/target/function/lib"
  finds 'a jar that was put into the package' 'functions holds snakeyaml-2.6.jar' 'run make clean build'

  copy
  printf 'x' >>"$WORK/copy/api/target/lib/slf4j-jdk14-$(version slf4j-jdk14).jar"
  finds 'a jar with other bytes' 'other bytes of org.slf4j:slf4j-jdk14' 'do not ship it'

  copy
  sed 's/--add-modules /--add-modules java.prefs,/' "$ROOT/api/Dockerfile" >"$WORK/copy/api/Dockerfile"
  finds 'a module that was added' "runtime has java.prefs" 'take it out of --add-modules'

  copy
  edit scripts/audit/policy.json 'del(.licences.MIT)'
  finds 'a licence that nobody allowed' 'slf4j-api:'"$(version slf4j-api)"' is under a licence that policy.json does not know' 'read it'

  copy
  sed 's/^org.apache.kafka:kafka-clients:[0-9.]*  Apache/org.apache.kafka:kafka-clients:4.3.0  Apache/' \
    "$ROOT/scripts/audit/shipped.lock" >"$WORK/copy/scripts/audit/shipped.lock"
  finds 'a version that changed' '- [api] org.apache.kafka:kafka-clients:4.3.0' 'run make audit-update'

  copy
  sed 's/^org.ow2.asm:asm:[0-9.]* .*/org.ow2.asm:asm:1.0  0/' "$ROOT/scripts/audit/build.lock" >"$WORK/copy/scripts/audit/build.lock"
  finds 'a plugin that changed' '- [plugins of Maven and what they bring] org.ow2.asm:asm:1.0' 'run make audit-update'

  copy
  mkdir -p "$WORK/copy/scripts/tools/target" "$WORK/copy/scripts/local/target"
  cp "$TOOLS" "$WORK/copy/scripts/tools/target"
  ln -s "$ROOT/scripts/local/target/lib" "$WORK/copy/scripts/local/target/lib"
  edit terraform/pipeline.json '.tables.orders.grants.queries += ["DeleteItem"]'
  finds 'a permission that was added' \
    '+ [what each role may do] plainstream-queries  may  dynamodb:DeleteItem  on arn:aws:dynamodb:eu-west-1:123456789012:table/plainstream-orders' \
    'run make audit-update' access

  copy
  cves >/dev/null || die 'a vulnerability of what ships is not answered: run scripts/audit_cves.sh'
  edit api/target/audit/tree.json '(.. | select(.artifactId? == "kafka-clients") | .version) = "3.9.0"'
  mv "$WORK/copy/api/target/lib/kafka-clients-$(version kafka-clients).jar" "$WORK/copy/api/target/lib/kafka-clients-3.9.0.jar"
  finds 'a vulnerable version' 'kafka-clients:3.9.0 has CVE-2025-27817' 'ship a version that mends it' cves

  copy
  edit scripts/audit/openvex.json '(.statements[] | select(.status_notes) | .status_notes) = "class-absent org.apache.kafka.clients.producer.KafkaProducer"'
  finds 'a statement that does not hold' 'KafkaProducer ships' 'look at it anew' cves
}

# By CycloneDX's own validator, which tests of scripts/tools depend on.
validates() { # FILE...
  local class_path
  class_path=$(jq --raw-output --arg repository "$REPOSITORY" '[.. | objects | select(.scope != null) | select(.groupId != "plainstream") |
    "\($repository)/\(.groupId | gsub("\\."; "/"))/\(.artifactId)/\(.version)/\(.artifactId)-\(.version).jar"] | unique | join(":")' \
    "$ROOT/scripts/tools/target/audit/tree.json")
  "$JAVA_HOME/bin/java" -cp "$class_path" "$ROOT/scripts/tools/src/test/java/plainstream/tools/audit/ValidSboms.java" "$@"
}

sboms_are_valid() {
  "$ROOT/scripts/sbom.sh"
  validates "$ROOT"/target/sbom/*.cdx.json || die "a bill of materials breaks CycloneDX's schema: correct Sbom in scripts/tools"
  jq 'del(.components[0].name)' "$ROOT/target/sbom/image.cdx.json" >"$WORK/broken.cdx.json"
  if validates "$WORK/broken.cdx.json" 2>/dev/null; then die 'a component without a name passed as valid'; fi
  printf "ok    %s bills of materials are valid by CycloneDX's schema\n" "$(find "$ROOT/target/sbom" -name '*.cdx.json' | wc -l | tr -d ' ')"
}

version() { # ARTIFACT
  sed -n "s/^[^:]*:$1:\([^ ]*\)  .*/\1/p" "$ROOT/scripts/audit/shipped.lock" | head -n 1
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  need jq 'apt-get install jq, or brew install jq'
  [[ -f $ROOT/target/audit/plugins.txt ]] || die "run 'make audit' first"
  JAVA_HOME=$("$ROOT/scripts/jdk.sh")
  make_work_folder
  REPOSITORY=$(local_repository) TOOLS_CLASS_PATH="$ROOT/scripts/local/target/lib/*"
  sboms_are_valid
  spoils
}

main "$@"
