package plainstream.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of a topic, as read back or made up (see {@link Made}).
 *
 * @param key null, or its bytes
 * @param value null (a tombstone), or its bytes
 */
public record Event(
        String topic, int partition, long offset, long timestampMs, byte[] key, byte[] value, List<Header> headers) {

    /** One record header. Its name may have any characters. */
    public record Header(String name, byte[] value) {
        public static Header of(String name, String value) {
            return new Header(name, bytes(value));
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same at another place. */
    public Event at(int newPartition, long newOffset) {
        return new Event(topic, newPartition, newOffset, timestampMs, key, value, headers);
    }

    /** The same, appended to its topic at another time. */
    public Event appended(long newTimestampMs) {
        return new Event(topic, partition, offset, newTimestampMs, key, value, headers);
    }

    public Event withKey(byte[] newKey) {
        return new Event(topic, partition, offset, timestampMs, newKey, value, headers);
    }

    public Event withValue(byte[] newValue) {
        return new Event(topic, partition, offset, timestampMs, key, newValue, headers);
    }

    public Event withHeaders(List<Header> newHeaders) {
        return new Event(topic, partition, offset, timestampMs, key, value, newHeaders);
    }

    /** With one header more. */
    public Event with(Header header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return withHeaders(more);
    }

    /** With one header more. */
    public Event with(String name, String text) {
        return with(Header.of(name, text));
    }

    /** Without any header of this name. */
    public Event without(String name) {
        return withHeaders(
                headers.stream().filter(header -> !header.name().equals(name)).toList());
    }

    /** With a client's own key. */
    public Event keyed() {
        return with("ce_idempotent", "true");
    }

    public boolean isKeyed() {
        return header("ce_idempotent").equals("true");
    }

    /** A header's text, or "". */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    public String id() {
        return header("ce_id");
    }

    public String type() {
        return header("ce_type");
    }

    public String keyText() {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
