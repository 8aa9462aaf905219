package plainstream.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import plainstream.kit.Event;
import plainstream.kit.Event.Header;
import plainstream.kit.Made;

/** Every kind of record that no honest producer writes. */
enum Poison {
    NOT_UTF8(e -> e.withValue(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})),
    NOT_JSON(e -> value(e, "hello")),
    EMPTY(e -> e.withValue(new byte[0])),
    CUT_OFF(e -> value(e, "{\"movieId\":\"tt")),
    TWO_VALUES(e -> value(e, "{\"movieId\":\"tt1\"}{}")),
    ARRAY(e -> value(e, "[{\"movieId\":\"tt1\"}]")),
    NULL_LITERAL(e -> value(e, "null")),
    MEMBER_MISSING(e -> value(e, "{}")),
    MEMBER_NULL(e -> value(e, "{\"movieId\":null}")),
    MEMBER_OF_OTHER_TYPE(e -> value(e, "{\"movieId\":1}")),
    MEMBER_TWICE(e -> value(e, "{\"movieId\":\"tt1\",\"movieId\":\"tt2\"}")),
    MEMBER_TOO_LONG(e -> value(e, "{\"movieId\":\"" + "a".repeat(65) + "\"}")),
    MEMBER_WITH_LINE_BREAK(e -> value(e, "{\"movieId\":\"a\\n{\\\"level\\\":\\\"ERROR\\\"}\"}")),
    LONE_SURROGATE(e -> value(e, "{\"movieId\":\"\\ud800\"}")),
    BYTE_ORDER_MARK(e -> value(e, "\ufeff{\"movieId\":\"tt1\"}")),
    NUL(e -> value(e, "{\"movieId\":\"a\0\"}")),
    TOO_DEEP(e -> value(e, "{\"movieId\":" + "[".repeat(100_000))),
    DEEP_AND_CLOSED(e -> value(e, "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",\"movieId\":\"tt1\"}")),
    HUGE(e -> value(e, "{\"movieId\":\"" + "a".repeat(900_000) + "\"}")),
    HUGE_EVERYWHERE(Poison::huge),
    HUGE_NUMBER(e -> value(e, "{\"movieId\":1" + "0".repeat(100_000) + "}")),
    UNKNOWN_TYPE(e -> typed(e, "plainstream.unknown.v1")),
    TYPE_NOT_UTF8(e -> e.without("ce_type").with(new Header("ce_type", new byte[] {-1, -2}))),
    NO_TYPE_AND_NOT_UTF8(e -> e.without("ce_type").withValue(new byte[] {-1})),
    NO_TYPE(e -> e.without("ce_type")),
    TYPE_TWICE(e -> e.with("ce_type", "plainstream.like.v1")),
    STRUCTURED(e -> e.without("content-type").with("content-type", "application/cloudevents+json; charset=UTF-8")),
    TIME_OF_NO_CLOCK(e -> e.without("ce_time").with("ce_time", "9999-12-31T23:59:59Z")),
    TIME_OF_NO_DAY(e -> e.without("ce_time").with("ce_time", "2026-02-30T00:00:00Z")),
    KEY_TOO_LONG(e -> e.keyed().with("ce_id", "k".repeat(65))),
    TIMESTAMP_WITHOUT_TIME(
            e -> value(typed(e, "plainstream.timestamp.v1"), "{\"id\":\"a\",\"clientIp\":\"a\",\"protocol\":\"b\"}")),
    TIMESTAMP_OF_NO_DAY(e -> value(
            typed(e, "plainstream.timestamp.v1"),
            "{\"id\":\"a\",\"timestamp\":\"2026-02-30T25:00:00.000000Z\",\"clientIp\":\"a\",\"protocol\":\"b\"}")),
    ORDER_NOT_FLAT(e -> order(e, "\"a\":{}")),
    ORDER_WITHOUT_NUMBER(e -> value(typed(e, "plainstream.order-enriched.v1"), "{\"Customer\":\"c\"}")),
    ORDER_WITH_EMPTY_NAME(e -> order(e, "\"\":1")),
    ORDER_WITH_RESERVED_NAME(e -> order(e, "\"processedAt\":\"x\"")),
    ORDER_WITH_39_DIGITS(e -> order(e, "\"n\":" + "1".repeat(39))),
    ORDER_WITH_HUGE_EXPONENT(e -> order(e, "\"n\":1e999999999")),
    ORDER_WITH_TINY_EXPONENT(e -> order(e, "\"n\":1e-999999999"));

    private final Function<Event, Event> spoil;

    Poison(Function<Event, Event> spoil) {
        this.spoil = spoil;
    }

    /** A record of this kind, otherwise like a good one. */
    Event event() {
        return spoil.apply(Made.like("tt1", "bad-" + name().replace('_', '-')));
    }

    /** All of them, placed one after the other. */
    static List<Event> all(int partition, long firstOffset) {
        var kinds = values();
        return IntStream.range(0, kinds.length)
                .mapToObj(i -> kinds[i].event().at(partition, firstOffset + i))
                .toList();
    }

    static Poison at(int index) {
        return Arrays.asList(values()).get(Math.floorMod(index, values().length));
    }

    private static Event value(Event event, String text) {
        return event.withValue(Event.bytes(text));
    }

    /** More than an item may hold, in the value, in the key and in the headers. */
    private static Event huge(Event event) {
        var headers = new ArrayList<>(event.headers());
        for (int i = 0; i < 200; i++) {
            headers.add(Header.of("x-" + "n".repeat(500) + i, "v".repeat(2_000)));
        }
        var key = Event.bytes("k".repeat(300_000));
        var value = Event.bytes("v".repeat(310_000));
        return event.withKey(key).withValue(value).withHeaders(headers);
    }

    private static Event typed(Event event, String type) {
        return event.without("ce_type").with("ce_type", type);
    }

    private static Event order(Event event, String member) {
        return value(
                typed(event, "plainstream.order-enriched.v1"),
                "{\"OrderNo\":\"bad\",\"Customer\":\"c\"," + member + "}");
    }
}
