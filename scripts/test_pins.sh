#!/usr/bin/env bash
#
# test_pins.sh - checks that what others publish is named by content: actions by commit, base images by digest.
#
# Usage: scripts/test_pins.sh [--help]
#
# A tag can be moved to other bytes by whoever owns it; a commit and a digest cannot. Exit codes: 0 all pinned, 1 not.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# The lines that name an action, or the default of an image, without its pin. An action of this repository needs none.
unpinned() { # FILE...
  grep -nE '^[^#]*uses:' "$@" /dev/null | grep -vE 'uses: *(\./|[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+@[0-9a-f]{40} +# v[0-9])' || true
  grep -nE '^(ARG [A-Z]+_IMAGE=|FROM )' "$@" /dev/null | grep -vE '(@sha256:[0-9a-f]{64}|FROM \$\{[A-Z]+_IMAGE\})( AS [a-z]+)?$' || true
}

# What must be found, and what must pass: a check that finds nothing would be worth nothing.
knows_its_job() {
  local sha=0123456789012345678901234567890123456789
  printf '%s\n' '      - uses: actions/checkout@v5' "  - uses: a/b@$sha" "uses: a/b@${sha%9} # v1" \
    'ARG JDK_IMAGE=eclipse-temurin:25-jdk' 'FROM debian:13 AS build' >"$WORK/bad"
  printf '%s\n' "      - uses: a/b@$sha # v1.2.3" '- uses: ./.github/actions/own' '# uses: a/b@v1' \
    "FROM a/b:1@sha256:$sha${sha:0:24} AS build" "FROM \${JDK_IMAGE} AS build" >"$WORK/good"
  [[ $(unpinned "$WORK/bad" | wc -l) -eq 5 ]] || die "of five lines without a pin it finds: $(unpinned "$WORK/bad")"
  [[ -z $(unpinned "$WORK/good") ]] || die "it complains of: $(unpinned "$WORK/good")"
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  cd "$ROOT"
  make_work_folder
  knows_its_job
  local found
  found=$(unpinned .github/workflows/*.yml api/Dockerfile .devcontainer/Dockerfile)
  [[ -z $found ]] || die "not pinned; write OWNER/NAME@COMMIT # vVERSION, or IMAGE:TAG@sha256:DIGEST:"$'\n'"$found"
  printf 'ok    %s\n' 'actions are pinned by commit, base images by digest'
}

main "$@"
