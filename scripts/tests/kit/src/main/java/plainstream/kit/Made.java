package plainstream.kit;

import java.util.List;
import plainstream.kit.Event.Header;

/** Records as the API makes them, without the API; place them with {@link Event#at}. */
public final class Made {
    public static final String EVENTS = "events";
    public static final String ENRICHED = "orders-enriched";
    /** When the API took them, and when the broker did. */
    public static final String ACCEPTED_AT = "2026-11-21T03:17:32.000001Z";

    public static final long APPENDED_MS = 1_795_231_052_123L;

    private Made() {}

    public static Event like(String movie, String id) {
        return event(EVENTS, "plainstream.like.v1", id, movie, "{\"movieId\":\"" + movie + "\"}");
    }

    public static Event timestamp(String id) {
        return timestamp(id, ACCEPTED_AT);
    }

    public static Event timestamp(String id, String time) {
        var value = "{\"id\":\"%s\",\"timestamp\":\"%s\",\"clientIp\":\"192.0.2.7\",\"protocol\":\"HTTP/1.1\"}";
        return event(EVENTS, "plainstream.timestamp.v1", id, id, value.formatted(id, time));
    }

    public static Event greeting(String name) {
        var value = "{\"timestamp\":1795231052,\"message\":\"Hello, %s!\"}".formatted(name);
        return event(EVENTS, "plainstream.greeting.v1", "id-" + name, name, value);
    }

    public static Event order(String number) {
        var value =
                "{\"OrderNo\":\"%s\",\"Customer\":\"Customer1\",\"Amount\":12.5,\"address\":null,\"longitude\":null,\"latitude\":null}";
        return event(ENRICHED, "plainstream.order-enriched.v1", "id-" + number, number, value.formatted(number));
    }

    /** A record that says nothing of an event. */
    public static Event plain(String value) {
        return new Event(EVENTS, 0, 0, APPENDED_MS, Event.bytes("tt1"), Event.bytes(value), List.of());
    }

    public static Event event(String topic, String type, String id, String key, String value) {
        return new Event(topic, 0, 0, APPENDED_MS, Event.bytes(key), Event.bytes(value), headers(type, id));
    }

    public static List<Header> headers(String type, String id) {
        return List.of(
                Header.of("ce_specversion", "1.0"),
                Header.of("ce_id", id),
                Header.of("ce_source", "/plainstream/api"),
                Header.of("ce_type", type),
                Header.of("ce_time", ACCEPTED_AT),
                Header.of("content-type", "application/json"));
    }
}
