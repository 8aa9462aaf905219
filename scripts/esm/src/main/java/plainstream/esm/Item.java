package plainstream.esm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/**
 * One record and its JSON in an MSK event, written once however often the record is delivered.
 *
 * @param record as read from Kafka
 * @param json {@code topic, partition, offset, timestamp, timestampType, key, value, headers}
 */
record Item(ConsumerRecord<byte[], byte[]> record, byte[] json) {
    static final JsonFactory JSON = new JsonFactory();

    static Item of(ConsumerRecord<byte[], byte[]> record) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("topic", record.topic());
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("offset", record.offset());
            json.writeNumberField("timestamp", record.timestamp());
            boolean appended = record.timestampType() == TimestampType.LOG_APPEND_TIME;
            json.writeStringField("timestampType", appended ? "LOG_APPEND_TIME" : "CREATE_TIME");
            bytes(json, "key", record.key());
            bytes(json, "value", record.value());
            json.writeArrayFieldStart("headers");
            for (Header header : record.headers()) {
                header(json, header);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return new Item(record, out.toByteArray());
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    long offset() {
        return record.offset();
    }

    // A null key is left out, as Lambda leaves it out; a tombstone's value as well.
    private static void bytes(JsonGenerator json, String name, byte[] value) throws IOException {
        if (value != null) {
            json.writeStringField(name, Base64.getEncoder().encodeToString(value));
        }
    }

    private static void header(JsonGenerator json, Header header) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart(header.key());
        for (byte b : header.value() == null ? new byte[0] : header.value()) {
            json.writeNumber(b);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
