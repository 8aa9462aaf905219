# shellcheck shell=bash
#
# 5.sh - lab 5: delivered twice, counted once. Sourced by lab.sh.

prepare_5() {
  if [[ -e $COPY/.applied-lab-5-naive ]]; then return; fi
  java_main apply "$COPY" "$LABS/lab-5-naive.diff"
  touch "$COPY/.applied-lab-5-naive"
  answer_sheet 5 naive
  rebuild_hint
}

check_5() {
  needs_stack
  local naive seen
  naive=$(answer 5 naive)
  if [[ $naive =~ ^[0-9]+$ ]] && ((naive > 20)); then
    fine "the naive counter counted $naive for 20"
  else
    hint 'the answer sheet does not say what the naive counter counted for 20 likes' 'scripts/workshop/show.sh paused: a number above 20'
  fi
  printf '         20 likes while the database stands still: this takes a minute\n'
  seen=$("$ROOT/scripts/workshop/show.sh" paused)
  if [[ $seen == '20 sent, 20 counted' ]]; then
    fine 'twenty likes are twenty, also when their batch is delivered again'
  else
    hint "the counter is not exact: $seen" 'remember in the item the last offset counted, and add only under the condition that it is before yours'
  fi
}

solution_5() {
  [[ -e $COPY/.applied-lab-5-naive ]] || die 'make lab-5 first'
  java_main back "$COPY" "$LABS/lab-5-naive.diff"
  fill_in 5 naive=76
  rebuild_hint
}
