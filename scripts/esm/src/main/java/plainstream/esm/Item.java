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
 * @param partition whose it is
 * @param record as read from Kafka
 * @param json {@code topic, partition, offset, timestamp, timestampType, key, value, headers}
 */
record Item(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, byte[] json) {
    static final JsonFactory JSON = new JsonFactory();
    private static final int FRAME = 192;

    static Item of(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        var out = new ByteArrayOutputStream(length(record));
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
        return new Item(partition, record, out.toByteArray());
    }

    long offset() {
        return record.offset();
    }

    // A null key is left out, as Lambda leaves it out; a tombstone's value as well.
    private static void bytes(JsonGenerator json, String name, byte[] value) throws IOException {
        if (value != null) {
            byte[] base64 = Base64.getEncoder().encode(value);
            json.writeFieldName(name);
            json.writeRawUTF8String(base64, 0, base64.length);
        }
    }

    /** About: what has no headers fits. */
    private static int length(ConsumerRecord<byte[], byte[]> record) {
        int bytes = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        return FRAME + record.topic().length() + bytes * 4 / 3;
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
