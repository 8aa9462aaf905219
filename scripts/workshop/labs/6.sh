# shellcheck shell=bash
#
# 6.sh - lab 6: an event type of your own, end to end. Sourced by lab.sh.

prepare_6() {
  :
}

check_6() {
  needs_stack
  local answer movie seen=''
  movie=tt$(date +%s | cut -c 3-10)
  answer=$(post /ratings "{\"movieId\":\"$movie\",\"stars\":4}" -w '\n%{http_code}')
  case $answer in
    *$'\n202') fine 'POST /ratings is accepted' ;;
    *$'\n404') hint 'POST /ratings: there is no such route' 'Routes.java names every path of the API, Writes.java what a write checks and answers' ;;
    *) hint "POST /ratings of four stars is answered ${answer##*$'\n'}" 'a body of "movieId" and "stars", a whole number from 1 to 5, is a 202' ;;
  esac
  if [[ $(post /ratings "{\"movieId\":\"$movie\",\"stars\":6}" -o /dev/null -w '%{http_code}') == 400 ]]; then
    fine 'six stars are refused'
  else
    hint 'six stars are not refused with 400' 'the rule belongs to both halves: records come from others too'
  fi
  for _ in 1 2 3 4 5 6; do
    seen=$(http "/ratings/$movie" || true)
    if [[ $seen == *'"stars":4'* ]]; then break; fi
    sleep 1
  done
  if [[ $seen == *'"stars":4'* ]]; then
    fine 'GET /ratings/{movieId} has the four stars'
  elif dynamodb Scan '{"TableName":"plainstream-dead_letters"}' | grep -q rating; then
    hint 'the rating became a dead letter' 'Classifier.java has to know the type; the reason in dead_letters says what it wants'
  else
    hint 'GET /ratings/{movieId} does not have the rating' 'pipeline.json names table, rights and route; Plan.java what is written, QueriesHandler.java what is read'
  fi
}

solution_6() {
  apply lab-6
  rebuild_hint
}
