# shellcheck shell=bash
#
# 3.sh - lab 3: topics, keys, partitions, order. Sourced by lab.sh.

prepare_3() {
  answer_sheet 3 partition
}

check_3() {
  needs_stack
  local records partitions
  records=$(records_of events | awk -F '\t' '$3 == "tt0000003"')
  partitions=$(cut -f 1 <<<"$records" | sort -u | tr '\n' ' ')
  if [[ $(grep -c 'ce_source=/plainstream' <<<"$records") -ge 1 && $(grep -c 'ce_source=/by/hand' <<<"$records") -ge 3 ]]; then
    fine 'likes of tt0000003 came through the API and by hand'
  else
    hint 'the topic has not one like of tt0000003 from the API and three by hand' 'POST one, and produce three with kcat, as in steps 1 and 3'
  fi
  if [[ $partitions =~ ^[0-9]+\ $ ]]; then
    fine "all of them are in partition $partitions"
  else
    hint "the records with the key tt0000003 are in the partitions: ${partitions:-none}" \
      'kcat has a partitioner of its own unless -X topic.partitioner=murmur2_random; fresh data: stop and make run'
  fi
  if [[ "$(answer 3 partition) " == "$partitions" ]]; then
    fine 'the answer sheet names it'
  else
    hint 'the answer sheet names another partition, or none' "kcat -C -e -b $KAFKA -t events -f '%p %k\\n' shows it"
  fi
  if [[ $(records_of events | awk -F '\t' '$3 == "" && $5 ~ /lab-3-nobody/' | cut -f 1 | sort -u | wc -l) -ge 2 ]]; then
    fine 'without a key the movie lab-3-nobody is in several partitions'
  else
    hint 'no movie lab-3-nobody without a key in several partitions' 'step 4: the same kcat without -k, once per run so that it chooses anew'
  fi
}

solution_3() {
  local i value='{"movieId":"tt0000003"}'
  post /likes "$value" -o /dev/null
  for i in 1 2 3; do printf '%s' "$value" | produce events like.v1 "lab-3-$i-$RANDOM" tt0000003 -H "ce_time=$(now)"; done
  for i in $(seq 12); do
    printf '{"movieId":"lab-3-nobody"}' | produce events like.v1 "nobody-$i-$RANDOM" '' -H "ce_time=$(now)"
  done
  fill_in 3 "partition=$(records_of events | awk -F '\t' '$3 == "tt0000003" { print $1; exit }')"
}
