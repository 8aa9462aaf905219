# shellcheck shell=bash
#
# 4.sh - lab 4: the Lambda event, a poison record, partial batch responses. Sourced by lab.sh.

prepare_4() {
  mkdir -p "$ANSWERS"
  [[ -e $ANSWERS/lab-4-event.json ]] || cp "$LABS/lab-4-event.json" "$ANSWERS/"
  say "the event is $ANSWERS/lab-4-event.json"
}

check_4() {
  needs_stack
  local event=$ANSWERS/lab-4-event.json likes
  if dynamodb Scan '{"TableName":"plainstream-dead_letters"}' | grep -q '"N":"101"'; then
    fine 'the bad record is kept in dead_letters'
  else
    hint 'dead_letters has nothing from this event' 'scripts/workshop/invoke.sh answers/lab-4-event.json, as in step 2'
  fi
  if grep -q '"offset": *201' "$event" 2>/dev/null && ! grep -q 'eyJtb3ZpZUlkIjo="' "$event"; then
    fine 'the event has new offsets, and no bad record any more'
  else
    hint 'the event file still has the old offsets or the bad record' 'offsets 200, 201, 202, and the value of the other two in the middle'
  fi
  if grep -q '"batchItemFailures":\[{"itemIdentifier":{"partition":"events-0","offset":200}}\]' "$ANSWERS/lab-4-paused.json" 2>/dev/null; then
    fine 'with the database paused the function asked for everything from offset 200 again'
  else
    hint 'answers/lab-4-paused.json does not hold the answer of the function while the database stood still' \
      'pause, invoke.sh with the output into that file, go: the lowest failed offset is the first of the batch'
  fi
  likes=$(likes_of lab-4)
  if [[ $likes == 5 ]]; then
    fine 'after it was sent again, lab-4 has 5 likes: 2 and 3, each counted once'
  else
    hint "lab-4 has ${likes:-0} likes, not 5" 'after "go", give the function the same event again, as the mapping would'
  fi
}

solution_4() {
  local event=$ANSWERS/lab-4-event.json
  mkdir -p "$ANSWERS"
  cp "$LABS/lab-4-event.json" "$event"
  "$ROOT/scripts/workshop/invoke.sh" "$event"
  sed -e 's/"offset": 10/"offset": 20/' -e 's/eyJtb3ZpZUlkIjo="/eyJtb3ZpZUlkIjoibGFiLTQifQ=="/' "$LABS/lab-4-event.json" >"$event"
  "$ROOT/scripts/local/database.sh" pause
  "$ROOT/scripts/workshop/invoke.sh" "$event" >"$ANSWERS/lab-4-paused.json" || true
  "$ROOT/scripts/local/database.sh" go
  "$ROOT/scripts/workshop/invoke.sh" "$event"
}
