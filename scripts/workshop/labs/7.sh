# shellcheck shell=bash
#
# 7.sh - lab 7: deploy, watch, break, restore, destroy. Sourced by lab.sh.
#
# What was seen is remembered in the copy, since in the end nothing is there to look at: run the check after each step.

tf() {
  "$TERRAFORM" -chdir="$COPY/terraform" "$@"
}

is_seen() { # STEP
  [[ -e $COPY/.lab-7-$1 ]]
}

see() { # STEP WHAT
  touch "$COPY/.lab-7-$1"
  fine "$2"
}

prepare_7() {
  cat >&2 <<'COST'
lab.sh: this lab deploys to AWS, and that costs money until "make destroy" says that nothing is left (list prices of us-east-1):
lab.sh:   kafka_mode=none        about 0.08 USD an hour: load balancer, one task, tables, functions; the API logs its events
lab.sh:   kafka_mode=serverless  about 0.87 USD an hour: the whole pipeline; 15 minutes to come, 15 to go
lab.sh: with AWS_ENDPOINT_URL on this machine it deploys to that emulator, for nothing
COST
}

has_jones() {
  local found
  found=$(aws_cli dynamodb get-item --table-name "$(output_of table_names customers)" --key '{"Customer":{"S":"Jones"}}' --output text)
  [[ -n $found && $found != None ]]
}

check_7() {
  if [[ -z $(output_of table_names customers) ]]; then
    check_7_destroyed
    return
  fi
  see deployed 'it is deployed'
  if ! has_jones; then
    see broken 'it is broken: the customer Jones is gone'
    hint 'it is not restored' 'make plan shows what is missing, make deploy puts it back; a backup would, too'
  elif ! is_seen broken; then
    hint 'nothing is broken yet' 'delete the customer Jones with aws dynamodb delete-item, and run this check'
  else
    see restored 'it is restored: the customer Jones is back'
    hint 'it is still there, and costs' 'make destroy, and wait until it says that nothing is left'
  fi
}

check_7_destroyed() {
  local step
  for step in deployed broken restored; do
    if is_seen "$step"; then
      fine "it was $step"
    else
      hint "it was not seen $step" "do step $step, and run this check before you go on"
    fi
  done
  # shellcheck disable=SC2154 # lab.sh counts them
  if ((missing == 0)); then fine 'it is destroyed: nothing is in the state'; fi
}

solution_7() {
  local approve=() options=(--var kafka_mode=none)
  if on_emulator; then approve=(--yes); fi
  "$COPY/scripts/deploy.sh" ${approve[@]+"${approve[@]}"} "${options[@]}"
  check_7
  aws_cli dynamodb delete-item --table-name "$(output_of table_names customers)" --key '{"Customer":{"S":"Jones"}}'
  check_7
  "$COPY/scripts/deploy.sh" ${approve[@]+"${approve[@]}"} "${options[@]}"
  check_7
  "$COPY/scripts/destroy.sh" ${approve[@]+"${approve[@]}"} "${options[@]}"
}
