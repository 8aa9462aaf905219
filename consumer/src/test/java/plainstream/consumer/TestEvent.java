package plainstream.consumer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plainstream.consumer.time.UtcTime;
import plainstream.kit.Event;
import plainstream.kit.Event.Header;
import plainstream.kit.Made;
import plainstream.kit.MskEvent;

/** Records for one invocation, in the order in which they are added. */
public final class TestEvent {
    public static final long APPENDED_MS = Made.APPENDED_MS;
    private static final byte[] KEY = Event.bytes("key");

    private final List<Event> records = new ArrayList<>();
    private final String further;
    private long appendedMs = APPENDED_MS;

    public TestEvent() {
        this("");
    }

    private TestEvent(String further) {
        this.further = further;
    }

    /** The records that follow were appended so much later. */
    public TestEvent later(Duration time) {
        appendedMs += time.toMillis();
        return this;
    }

    public TestEvent add(String topic, int partition, long offset, Map<String, String> headers, byte[] value) {
        List<Header> list = new ArrayList<>();
        headers.forEach((name, text) -> list.add(Header.of(name, text)));
        return add(new Event(topic, partition, offset, APPENDED_MS, KEY, value, list));
    }

    /** With headers whose names may repeat and whose characters are their bytes. */
    TestEvent addRepeated(String topic, int partition, long offset, List<String[]> headers, byte[] value) {
        List<Header> list = headers.stream()
                .map(header -> new Header(header[0], header[1].getBytes(ISO_8859_1)))
                .toList();
        return add(new Event(topic, partition, offset, APPENDED_MS, KEY, value, list));
    }

    public List<Event> records() {
        return records;
    }

    private TestEvent add(Event record) {
        records.add(record.appended(appendedMs));
        return this;
    }

    public TestEvent like(int partition, long offset, String movieId) {
        return add(Made.like(movieId, "like-" + offset).at(partition, offset));
    }

    public TestEvent keyedLike(int partition, long offset, String movieId, String key) {
        return add(Made.like(movieId, key).keyed().at(partition, offset));
    }

    public TestEvent timestamp(int partition, long offset, String id, String timestamp) {
        return add(Made.timestamp(id, timestamp).at(partition, offset));
    }

    public static byte[] timestampJson(String id, String timestamp) {
        return Made.timestamp(id, timestamp).value();
    }

    public TestEvent keyedTimestamp(int partition, long offset, String key, String timestamp) {
        return add(Made.timestamp(key, timestamp).keyed().at(partition, offset));
    }

    /** The same records, as the archive gives them back. */
    public TestEvent archived(String epoch, Instant at) {
        TestEvent event = new TestEvent(",\"epoch\":\"" + epoch + "\",\"archivedAt\":\"" + UtcTime.iso(at) + "\"");
        event.records.addAll(records);
        return event;
    }

    public TestEvent order(long offset, String time, String order) {
        Event event = Made.event(Made.ENRICHED, "plainstream.order-enriched.v1", "order-" + offset, "key", order);
        return add(event.without("ce_time").with("ce_time", time).at(0, offset));
    }

    public static Map<String, String> headers(String type, String id) {
        Map<String, String> headers = new LinkedHashMap<>();
        Event event = Made.event("", type, id, "", "");
        event.headers().forEach(header -> headers.put(header.name(), event.header(header.name())));
        return headers;
    }

    public static byte[] json(String text) {
        return Event.bytes(text);
    }

    public byte[] bytes() {
        return MskEvent.of(records, further);
    }
}
