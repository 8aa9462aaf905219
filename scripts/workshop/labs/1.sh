# shellcheck shell=bash
#
# 1.sh - lab 1: run it and follow one event. Sourced by lab.sh.

prepare_1() {
  answer_sheet 1 id partition offset
}

check_1() {
  needs_stack
  local likes partition offset
  likes=$(likes_of tt0000001)
  if ((${likes:-0} > 0)); then
    fine "the table has $likes likes of the movie tt0000001"
  else
    hint 'the table has no like of the movie tt0000001' "POST /likes with {\"movieId\":\"tt0000001\"}, as in step 2"
  fi
  partition=$(answer 1 partition) offset=$(answer 1 offset)
  if ! [[ $partition =~ ^[0-9]+$ && $offset =~ ^[0-9]+$ && -n $(answer 1 id) ]]; then
    hint 'the answer sheet is not filled in' 'id is in the answer to your POST; partition and offset are what kcat shows in step 4'
  elif records_of events | grep -q "^$partition"$'\t'"$offset"$'\t'"tt0000001"$'\t'".*ce_id=$(answer 1 id)"; then
    fine "the record stands at offset $offset of partition $partition"
  else
    hint 'the record at that partition and offset has not that id and the key tt0000001' \
      'each like is a record of its own: take id, partition and offset of the same one'
  fi
}

solution_1() {
  local id record
  id=$(post /likes '{"movieId":"tt0000001"}' | member id)
  record=$(records_of events | grep -F "ce_id=$id")
  fill_in 1 "id=$id" "partition=$(cut -f 1 <<<"$record")" "offset=$(cut -f 2 <<<"$record")"
  sleep 3
}
