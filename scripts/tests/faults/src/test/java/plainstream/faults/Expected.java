package plainstream.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import plainstream.consumer.json.JsonObject;
import plainstream.kit.Event;

/**
 * What the tables must hold once every record has been processed, whatever happened on the way.
 *
 * @param likes by movie
 * @param timestamps ids
 * @param orders numbers
 * @param dead {@code topic-partition@offset}
 */
record Expected(Map<String, Long> likes, Set<String> timestamps, Set<String> orders, Set<String> dead) {

    /** Bad records are told by their ids, or by what the caller knows. */
    static Expected of(List<Event> events, Predicate<Event> bad) {
        var expected = new Expected(new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        Set<String> keys = new HashSet<>();
        for (var event : events) {
            if (bad.test(event)) {
                expected.dead.add(event.topic() + "-" + event.partition() + "@" + event.offset());
            } else if (!event.isKeyed() || keys.add(event.type() + event.id())) {
                expected.add(event);
            }
        }
        return expected;
    }

    private void add(Event event) {
        switch (event.type()) {
            case "plainstream.like.v1" -> likes.merge(event.keyText(), 1L, Long::sum);
            case "plainstream.timestamp.v1" -> timestamps.add(event.id());
            case "plainstream.order-enriched.v1", "plainstream.order.v1" -> orders.add(event.keyText());
            default -> {}
        }
    }

    /** What they do hold. */
    static Expected in(Tables tables) {
        Map<String, Long> likes = tables.scan("likes").stream()
                .collect(Collectors.toMap(
                        item -> Tables.text(item, "movieId"), item -> Long.parseLong(Tables.text(item, "likes"))));
        return new Expected(
                likes,
                texts(tables.scan("timestamps"), "id"),
                texts(tables.scan("orders"), "OrderNo"),
                tables.scan("dead_letters").stream()
                        .map(item -> Tables.text(item, "topic") + "-" + Tables.text(item, "partition") + "@"
                                + Tables.text(item, "offset"))
                        .collect(Collectors.toSet()));
    }

    private static Set<String> texts(List<JsonObject> items, String attribute) {
        var texts = items.stream().map(item -> Tables.text(item, attribute)).toList();
        var distinct = new HashSet<>(texts);
        if (distinct.size() < texts.size()) {
            throw new AssertionError((texts.size() - distinct.size()) + " items stored twice, by " + attribute);
        }
        return distinct;
    }

    long totalLikes() {
        return likes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How much more, in all, than the other counts. */
    long countedTooOften(Expected truth) {
        return likes.entrySet().stream()
                .mapToLong(movie -> Math.max(0, movie.getValue() - truth.likes.getOrDefault(movie.getKey(), 0L)))
                .sum();
    }
}
