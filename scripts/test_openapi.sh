#!/usr/bin/env bash
#
# test_openapi.sh - has openapi.yaml and asyncapi.yaml judged by the linters and the parser that others use.
#
# Usage: scripts/test_openapi.sh [--help]
#
# That they describe what the code does is for OpenApiTest and AsyncApiTest; this says that they are valid, and that
# Redocly's recommended rules and Spectral's for OpenAPI find nothing. The tools are fetched into target/ and run there.
# Without npm they are skipped, loudly; with CI=true that is a failure. Exit codes: 0 clean, 1 not.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Nothing of these ships. Their install scripts do not run: one of them reports who installs it.
readonly TOOLS=(@redocly/cli@2.77.0 @stoplight/spectral-cli@6.16.3 @asyncapi/parser@3.6.6)
readonly FOLDER=$ROOT/target/linters
readonly DOCUMENTS=$ROOT/api/src/main/resources/plainstream/api

install_tools() {
  local stamp=$FOLDER/installed
  [[ -f $stamp && $(<"$stamp") == "${TOOLS[*]}" ]] && return
  mkdir -p "$FOLDER"
  printf '{"private":true}\n' >"$FOLDER/package.json"
  npm install --prefix "$FOLDER" --silent --no-audit --no-fund --no-save --ignore-scripts "${TOOLS[@]}" ||
    die "npm cannot fetch ${TOOLS[*]}: see its words above"
  printf '%s' "${TOOLS[*]}" >"$stamp"
}

# Errors and warnings count; that there is a newer AsyncAPI is for its information only.
check_asyncapi() {
  cat >"$FOLDER/asyncapi.mjs" <<'EOF'
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
const { diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
const faults = diagnostics.filter(d => d.severity < 2);
faults.forEach(d => console.log(d.path.join('.'), d.message));
process.exit(faults.length ? 1 : 0);
EOF
  node "$FOLDER/asyncapi.mjs" "$DOCUMENTS/asyncapi.yaml"
}

check_openapi() {
  export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
  printf 'extends: ["spectral:oas"]\n' >"$FOLDER/spectral.yaml"
  local status=0
  "$FOLDER/node_modules/.bin/redocly" lint --max-problems=50 "$DOCUMENTS/openapi.yaml" >"$FOLDER/redocly.log" 2>&1 || status=1
  if ((status)) || grep -q 'Warning was generated' "$FOLDER/redocly.log"; then
    cat "$FOLDER/redocly.log"
    return 1
  fi
  "$FOLDER/node_modules/.bin/spectral" lint --ruleset "$FOLDER/spectral.yaml" --fail-severity=hint "$DOCUMENTS/openapi.yaml"
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  if ! command -v npm >/dev/null; then
    skip_or_fail 'openapi.yaml and asyncapi.yaml' 'install npm (apt-get install npm, brew install node)'
    exit 0
  fi
  install_tools
  check_openapi
  check_asyncapi
  printf 'ok    openapi.yaml and asyncapi.yaml\n'
}

main "$@"
