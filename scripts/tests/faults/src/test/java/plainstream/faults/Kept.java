package plainstream.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import plainstream.kit.Event;

/**
 * What became of the accepted writes, in the topics.
 *
 * @param lost accepted writes that no record stands for
 * @param doubled records beyond the first with the id of a write without a key: the producer repeated itself
 */
record Kept(List<Answer> lost, int doubled) {

    static Kept of(Ledger ledger, List<Event> events) {
        Map<String, Integer> ids = new HashMap<>();
        Set<String> greeted = new HashSet<>();
        int doubled = 0;
        for (var event : events) {
            if (ids.merge(event.topic() + "/" + event.id(), 1, Integer::sum) > 1 && !event.isKeyed()) {
                doubled++;
            }
            if (event.type().equals("plainstream.greeting.v1")) {
                greeted.add(event.keyText());
            }
        }
        var lost = ledger.accepted().stream()
                .filter(answer -> !isKept(answer, ids.keySet(), greeted))
                .collect(Collectors.toList());
        return new Kept(lost, doubled);
    }

    /** A greeting's answer names no event; its name is unique and the record's key. */
    private static boolean isKept(Answer answer, Set<String> ids, Set<String> greeted) {
        var write = answer.write();
        return write.kind() == Write.Kind.GREETING
                ? greeted.contains(write.subject())
                : ids.contains(write.kind().topic() + "/" + answer.id());
    }
}
