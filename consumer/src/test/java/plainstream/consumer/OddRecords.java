package plainstream.consumer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Good events, most of them spoiled in one or two ways. It notes what may neither be stored nor be a dead letter. */
final class OddRecords {
    private static final List<String> ODD_HEADERS = List.of(
            "content-type=application/cloudevents+json",
            "Content-Type=APPLICATION/CLOUDEVENTS-BATCH+JSON",
            "content-type=application/json;charset=utf-16",
            "content-type=",
            "CE_TYPE=plainstream.like.v1",
            "ce_Type=plainstream.like.v1",
            "ce_type=",
            "ce_type=plainstream.like.v2",
            "ce_type=\u00ff\u00fe",
            "ce_id=",
            "ce_id=no id",
            "ce_time=9999-12-31T23:59:59Z",
            "ce_time=yesterday",
            "ce_time=2026-11-21T03:17:32+05:30",
            "ce_specversion=2.0",
            "ce_idempotent=true",
            "ce_idempotent=yes",
            "ce_extension=\u00ff",
            "x=\u0000");
    private static final List<String> ODD_VALUES = List.of(
            "", "null", "[]", "{}", "{\"movieId\":\"\"}", "{\"movieId\":null}", "\u00ff", "{\"a\":1}{", "1e400");

    private final Random random;
    private final Set<Long> plain = new HashSet<>();
    private final Set<Long> withoutValue = new HashSet<>();
    private final Map<Long, String> seen = new HashMap<>();
    private boolean orders = true;

    OddRecords(Random random) {
        this.random = random;
    }

    /** No order that the enrichment would publish. */
    OddRecords withoutOrders() {
        orders = false;
        return this;
    }

    /** Those that say nothing of an event, or are greetings: a line of the log is all that becomes of them. */
    Set<Long> plain() {
        return plain;
    }

    Set<Long> withoutValue() {
        return withoutValue;
    }

    String describe(long offset) {
        return offset + ": " + seen.get(offset);
    }

    void addTo(TestEvent event, long offset) {
        int kind = random.nextInt(orders ? 5 : 3);
        List<String[]> headers = new ArrayList<>();
        TestEvent.headers(type(kind), "i" + offset).forEach((name, value) -> headers.add(new String[] {name, value}));
        byte[] value = good(kind, offset).getBytes(UTF_8);
        boolean spoiled = false;
        for (int times = random.nextInt(3); times > 0; times--) {
            switch (random.nextInt(7)) {
                case 0 -> headers.remove(random.nextInt(headers.size() + 1) % Math.max(1, headers.size()));
                case 1 -> headers.add(headers.get(random.nextInt(headers.size())));
                case 2 ->
                    headers.add(
                            ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size())).split("=", 2));
                case 3 -> {
                    headers.clear();
                    headers.add(new String[] {"source", "elsewhere"});
                }
                case 4 -> value = value == null ? null : Arrays.copyOf(value, random.nextInt(value.length + 1));
                case 5 ->
                    value = ODD_VALUES.get(random.nextInt(ODD_VALUES.size())).getBytes(ISO_8859_1);
                default -> value = null;
            }
            spoiled = true;
        }
        note(offset, kind, headers, value, spoiled);
        event.addRepeated("events", 0, offset, headers, value);
    }

    private void note(long offset, int kind, List<String[]> headers, byte[] value, boolean spoiled) {
        StringBuilder text = new StringBuilder();
        headers.forEach(
                header -> text.append(header[0]).append('=').append(header[1]).append(' '));
        seen.put(offset, text + (value == null ? "null" : new String(value, ISO_8859_1)));
        if (value == null) {
            withoutValue.add(offset);
        } else if (!spoiled && kind == 2) {
            plain.add(offset);
        } else if (saysNothing(headers) && isUtf8(value)) {
            plain.add(offset);
        } else if (kind == 2 && orders && isGreeting(headers, value)) {
            plain.add(offset);
        }
    }

    /** A greeting that was spoiled in a way that does no harm. */
    private static boolean isGreeting(List<String[]> headers, byte[] value) {
        return new String(value, UTF_8).equals("{\"timestamp\":1,\"message\":\"Hello\"}")
                && isRead(headers, "plainstream.greeting.v1");
    }

    private static boolean isRead(List<String[]> headers, String type) {
        byte[] none = {};
        List<plainstream.consumer.event.RecordHeader> list = new ArrayList<>();
        headers.forEach(header ->
                list.add(new plainstream.consumer.event.RecordHeader(header[0], header[1].getBytes(ISO_8859_1))));
        try {
            var event = plainstream.consumer.event.CloudEvent.of(new plainstream.consumer.event.KafkaRecord(
                    "", 0, 0, 0, "", false, none, true, none, list, plainstream.consumer.event.Archived.NOT));
            return event.type().equals(type)
                    && event.acceptedAt().compareTo("2026-11-22") < 0
                    && (!event.idempotent() || plainstream.consumer.event.Names.isId(event.id()));
        } catch (plainstream.consumer.event.InvalidRecordException e) {
            return false;
        }
    }

    private static boolean saysNothing(List<String[]> headers) {
        return headers.stream()
                .noneMatch(
                        header -> header[0].toLowerCase(java.util.Locale.ROOT).startsWith("ce_")
                                || header[1].toLowerCase(java.util.Locale.ROOT).startsWith("application/cloudevents"));
    }

    private static boolean isUtf8(byte[] value) {
        return Arrays.equals(value, new String(value, UTF_8).getBytes(UTF_8));
    }

    private static String type(int kind) {
        return "plainstream."
                + List.of("like", "timestamp", "greeting", "order-enriched", "like")
                        .get(kind) + ".v1";
    }

    private static String good(int kind, long offset) {
        return switch (kind) {
            case 1 ->
                new String(TestEvent.timestampJson("t" + offset, "2026-11-21T00:00:00.%06dZ".formatted(offset)), UTF_8);
            case 2 -> "{\"timestamp\":1,\"message\":\"Hello\"}";
            case 3 -> "{\"OrderNo\":\"o" + offset + "\",\"Customer\":\"c\"}";
            default -> "{\"movieId\":\"m" + offset + "\"}";
        };
    }
}
