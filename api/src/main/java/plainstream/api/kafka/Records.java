package plainstream.api.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Events as Kafka records: <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents'
 * Kafka binding</a>, binary mode. */
final class Records {
    private static final Header VERSION = header("ce_specversion", "1.0");
    private static final Header SOURCE = header("ce_source", "/plainstream/api");
    private static final Header JSON = header("content-type", "application/json");
    private static final Header IDEMPOTENT = header("ce_idempotent", "true");

    private Records() {}

    /**
     * The record of an event.
     *
     * @param likePartitions over how many keys the likes of one movie are spread: all records of a key go to one partition
     */
    static ProducerRecord<byte[], byte[]> of(Event event, int likePartitions) {
        Event.Identity identity = event.identity();
        List<Header> headers = new ArrayList<>(8);
        headers.add(VERSION);
        headers.add(header("ce_id", identity.id()));
        headers.add(SOURCE);
        headers.add(header("ce_type", event.type().id()));
        headers.add(header("ce_time", identity.time()));
        headers.add(JSON);
        // CloudEvents' distributed tracing extension.
        headers.add(header("ce_traceparent", identity.traceparent()));
        if (identity.fromClient()) {
            headers.add(IDEMPOTENT);
        }
        if (!identity.trace().isEmpty()) {
            headers.add(header("x-amzn-trace-id", "Root=" + identity.trace()));
        }
        byte[] key = key(event, likePartitions).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(event.type().topic(), null, null, key, event.value(), headers);
    }

    /** Likes need no order, and are counted exactly whatever their partitions: consumers keep a watermark for each. */
    private static String key(Event event, int likePartitions) {
        boolean spread = event.type() == Event.Type.LIKE && likePartitions > 1;
        int n = spread ? ThreadLocalRandom.current().nextInt(likePartitions) : 0;
        return n == 0 ? event.key() : event.key() + "#" + n;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
