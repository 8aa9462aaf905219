package plainstream.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One record of a topic, as read back or made up.
 *
 * @param key null, or its bytes
 * @param value null (a tombstone), or its bytes
 */
record Event(
        String topic, int partition, long offset, long timestampMs, byte[] key, byte[] value, List<Header> headers) {

    /** One record header. */
    record Header(String name, byte[] value) {
        static Header of(String name, String value) {
            return new Header(name, bytes(value));
        }
    }

    static Event of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new java.util.ArrayList<Header>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return new Event(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A header's text, or "". */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    String id() {
        return header("ce_id");
    }

    String type() {
        return header("ce_type");
    }

    boolean keyed() {
        return header("ce_idempotent").equals("true");
    }

    String keyText() {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    Event at(int newPartition, long newOffset) {
        return new Event(topic, newPartition, newOffset, timestampMs, key, value, headers);
    }
}
