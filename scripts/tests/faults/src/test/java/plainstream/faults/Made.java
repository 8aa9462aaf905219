package plainstream.faults;

import java.util.ArrayList;
import java.util.List;
import plainstream.faults.Event.Header;

/** Records as the API makes them, without the API; place them with {@link Event#at}. */
final class Made {
    static final String EVENTS = "events";
    static final String ENRICHED = "orders-enriched";
    static final String TIME = "2026-11-21T03:17:32.123456Z";
    private static final long APPENDED_MS = 1_795_231_052_500L;

    private Made() {}

    static Event like(String movie, String id) {
        return event(EVENTS, "plainstream.like.v1", id, movie, "{\"movieId\":\"" + movie + "\"}");
    }

    static Event timestamp(String id) {
        var value = "{\"id\":\"%s\",\"timestamp\":\"%s\",\"clientIp\":\"10.0.0.1\",\"protocol\":\"HTTP/1.1\"}";
        return event(EVENTS, "plainstream.timestamp.v1", id, id, value.formatted(id, TIME));
    }

    static Event greeting(String name) {
        var value = "{\"timestamp\":1795231052,\"message\":\"Hello, %s!\"}".formatted(name);
        return event(EVENTS, "plainstream.greeting.v1", "id-" + name, name, value);
    }

    static Event order(String number) {
        var value =
                "{\"OrderNo\":\"%s\",\"Customer\":\"Customer1\",\"Amount\":12.5,\"address\":null,\"longitude\":null,\"latitude\":null}";
        return event(ENRICHED, "plainstream.order-enriched.v1", "id-" + number, number, value.formatted(number));
    }

    /** The same with a client's own key. */
    static Event keyed(Event event) {
        return with(event, Header.of("ce_idempotent", "true"));
    }

    /** A record that says nothing of an event. */
    static Event plain(String value) {
        return new Event(EVENTS, 0, 0, APPENDED_MS, Event.bytes("tt1"), Event.bytes(value), List.of());
    }

    static Event event(String topic, String type, String id, String key, String value) {
        var headers = List.of(
                Header.of("ce_specversion", "1.0"),
                Header.of("ce_id", id),
                Header.of("ce_source", "/plainstream/api"),
                Header.of("ce_type", type),
                Header.of("ce_time", TIME),
                Header.of("content-type", "application/json"));
        return new Event(topic, 0, 0, APPENDED_MS, Event.bytes(key), Event.bytes(value), headers);
    }

    static Event with(Event event, Header header) {
        var headers = new ArrayList<>(event.headers());
        headers.add(header);
        return with(event, headers);
    }

    static Event without(Event event, String name) {
        return with(
                event,
                event.headers().stream()
                        .filter(header -> !header.name().equals(name))
                        .toList());
    }

    static Event with(Event event, List<Header> headers) {
        return new Event(
                event.topic(),
                event.partition(),
                event.offset(),
                event.timestampMs(),
                event.key(),
                event.value(),
                headers);
    }

    static Event with(Event event, byte[] value) {
        return new Event(
                event.topic(),
                event.partition(),
                event.offset(),
                event.timestampMs(),
                event.key(),
                value,
                event.headers());
    }
}
