package plainstream.bench;

import java.util.List;
import java.util.function.LongFunction;
import plainstream.kit.Event;
import plainstream.kit.Made;

/**
 * One kind of event on its whole way: how clients send it, and what the functions get of it.
 *
 * @param name in the table and in the committed figures
 * @param text one request: the port, and a number that makes it differ from others
 * @param topics that hold it on its way
 * @param steps the functions that work on it, in their order
 */
record EventKind(String name, Text text, List<String> topics, List<Step> steps) {
    private static final String EVENTS = "plainstream.consumer.EventsHandler";
    private static final String ENRICHMENT = "plainstream.consumer.EnrichmentHandler";
    private static final int MOVIES = 100;
    private static final String ID = "0b9a1c2d-3e4f-4a5b-8c6d-%012d";
    private static final String ORDER = "\"OrderNo\":\"N%06d\",\"Customer\":\"C1\",\"Item\":\"Desk\",\"Amount\":2";

    /** Makes a request. */
    interface Text {
        String of(int port, int number);
    }

    /**
     * What one function gets.
     *
     * @param handler its class
     * @param topic that it reads
     * @param record by its offset
     */
    record Step(String handler, String topic, LongFunction<Event> record) {}

    static List<EventKind> all() {
        return List.of(timestamp(), like(), keyedLike(), order());
    }

    private static EventKind timestamp() {
        return new EventKind(
                "timestamp",
                (port, i) -> Requests.post(port, "/app", "", ""),
                List.of(Made.EVENTS),
                List.of(new Step(
                        EVENTS,
                        Made.EVENTS,
                        n -> Made.timestamp(ID.formatted(n)).at(0, n))));
    }

    private static EventKind like() {
        return new EventKind(
                "like",
                (port, i) -> Requests.post(port, "/likes", "", "{\"movieId\":\"" + movie(i) + "\"}"),
                List.of(Made.EVENTS),
                List.of(new Step(
                        EVENTS,
                        Made.EVENTS,
                        n -> Made.like(movie(n), ID.formatted(n)).at(1, n))));
    }

    private static EventKind keyedLike() {
        return new EventKind(
                "keyed like",
                (port, i) -> Requests.post(
                        port, "/likes", "Idempotency-Key: key-" + i + "\r\n", "{\"movieId\":\"" + movie(i) + "\"}"),
                List.of(Made.EVENTS),
                List.of(new Step(
                        EVENTS,
                        Made.EVENTS,
                        n -> Made.like(movie(n), "key-" + n).keyed().at(2, n))));
    }

    private static EventKind order() {
        return new EventKind(
                "order",
                (port, i) -> Requests.post(port, "/orders", "", "{" + ORDER.formatted(i) + "}"),
                List.of("orders", Made.ENRICHED),
                List.of(
                        new Step(
                                ENRICHMENT,
                                "orders",
                                n -> Made.event(
                                                "orders",
                                                "plainstream.order.v1",
                                                ID.formatted(n),
                                                "N" + n,
                                                "{" + ORDER.formatted(n) + "}")
                                        .at(0, n)),
                        new Step(EVENTS, Made.ENRICHED, n -> Made.order("N" + n).at(0, n))));
    }

    private static String movie(long number) {
        return "tt%04d".formatted(number % MOVIES);
    }
}
