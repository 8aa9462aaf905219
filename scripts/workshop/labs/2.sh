# shellcheck shell=bash
#
# 2.sh - lab 2: reject bad input at the door. Sourced by lab.sh.

prepare_2() {
  answer_sheet 2 without_broker
}

check_2() {
  needs_stack
  local refused
  if [[ $(post /likes '{"movieId":"tt0111161"}' -o /dev/null -w '%{http_code}') == 202 ]]; then
    fine 'tt0111161 is accepted'
  else
    hint 'tt0111161 is refused' 'tt and seven or eight digits: is the whole text matched, and are the digits counted right?'
  fi
  refused=$(post /likes '{"movieId":"lab-2"}' -w '\n%{http_code} %{content_type}')
  if [[ $refused == *$'\n400 application/problem+json'* && $refused == *'"pointer":"/movieId"'* ]]; then
    fine 'lab-2 is refused, with a problem that points at /movieId'
  else
    hint 'lab-2 is still accepted as a movie' 'the rule of a movie is one regular expression of the API; make run has to be started again'
  fi
  if [[ $(post /likes '{"movieId":"xtt0111161"}' -o /dev/null -w '%{http_code}') == 202 ]]; then
    hint 'xtt0111161 is accepted' 'a rule that is found anywhere in the text is no rule: matches, not find'
  fi
  if [[ $refused == *'tt['* ]]; then
    fine 'the problem says which pattern is wanted'
  else
    hint 'the problem does not say which pattern is wanted' 'detail names the rule: build the sentence from the same constant'
  fi
  if [[ $(answer 2 without_broker) == 503 ]]; then
    fine 'without a broker a like is a 503'
  else
    hint 'the answer sheet does not say what a like is answered without a broker' 'scripts/local/broker.sh stop, then curl -i, then start'
  fi
}

solution_2() {
  apply lab-2
  fill_in 2 without_broker=503
  rebuild_hint
}
