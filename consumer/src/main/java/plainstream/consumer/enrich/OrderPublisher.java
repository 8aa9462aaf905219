package plainstream.consumer.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plainstream.consumer.event.CloudEvent;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.RecordHeader;

/** Publishes enriched orders. Its producer is made when it is first needed, and anew after a failure. */
public final class OrderPublisher {
    private static final String TOPIC = "orders-enriched";
    private static final Set<String> KEPT = Set.of("ce_idempotent", "ce_traceparent", "x-amzn-trace-id");

    private final Map<String, Object> settings;
    private final String epoch;
    private KafkaProducer<byte[], byte[]> producer;

    public OrderPublisher(KafkaSettings settings, String epoch) {
        this.settings = settings.producer();
        this.epoch = epoch;
    }

    /** Hands a record to the producer. The future fails if the broker does not confirm it in time. */
    Future<RecordMetadata> send(PendingOrder pending, byte[] value) {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer.send(record(pending, value));
    }

    /** What has failed once may not recover (lost authorisation, a fenced id); a new producer costs some milliseconds. */
    void renew() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Id and time stay those of the order: they are the same order's. */
    private ProducerRecord<byte[], byte[]> record(PendingOrder pending, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, pending.key(), value);
        CloudEvent event = pending.event();
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", event.id().isEmpty() ? position(pending.record()) : event.id());
        header(record, "ce_source", "/plainstream/enrichment");
        header(record, "ce_type", "plainstream.order-enriched.v1");
        header(record, "ce_time", event.acceptedAt());
        header(record, "content-type", "application/json");
        List<RecordHeader> headers = pending.record().headers();
        for (RecordHeader header : headers) {
            if (KEPT.contains(header.name())) {
                record.headers().add(header.name(), header.value());
            }
        }
        return record;
    }

    private String position(KafkaRecord record) {
        return record.source(epoch) + "#" + record.offset();
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
