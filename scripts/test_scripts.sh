#!/usr/bin/env bash
#
# test_scripts.sh - checks every shell script: syntax, shellcheck, --help, the header, the refusal of unknown options.
#
# Usage: scripts/test_scripts.sh [--help]
#
# Without shellcheck that check is skipped, loudly; with CI=true it fails. Exit codes: 0 passed, 1 failed.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

has_header() { # SCRIPT
  [[ $(sed -n 1p "$1") == '#!/usr/bin/env bash' ]] && [[ $(sed -n 3p "$1") == "# $(basename "$1") - "* ]] &&
    grep -q '^set -euo pipefail$' "$1" && [[ $(tail -n 1 "$1") == 'main "$@"' ]]
}

# Help is the end of it, also when it cannot be written: or --help on a full disk would deploy, destroy or clean.
helps() { # SCRIPT
  [[ $("$1" --help) == *Usage:* ]] && ! grep -Eq '(print_help|usage) &&' "$1"
}

# Wrong usage is exit code 2, and nothing on stdout.
refuses_unknown() { # SCRIPT
  local answer status=0
  answer=$("$1" --no-such-option 2>/dev/null) || status=$?
  ((status == 2)) && [[ -z $answer ]]
}

lint() {
  if command -v shellcheck >/dev/null; then
    check 'shellcheck' shellcheck --external-sources "$@"
  else
    skip_or_fail 'shellcheck' 'install shellcheck (apt-get install shellcheck, brew install shellcheck)'
  fi
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  cd "$ROOT"
  local script
  for script in scripts/*.sh scripts/local/*.sh scripts/workshop/*.sh; do
    check "$script: syntax" bash -n "$script"
    if [[ $script == */lib*.sh ]]; then continue; fi
    check "$script: header" has_header "$script"
    check "$script: --help" helps "$script"
    check "$script: unknown option" refuses_unknown "$script"
  done
  lint scripts/*.sh scripts/local/*.sh scripts/workshop/*.sh scripts/workshop/labs/*.sh
  ((failures == 0)) || die "$failures checks failed"
}

main "$@"
