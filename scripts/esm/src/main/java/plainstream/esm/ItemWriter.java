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

/** Makes records into items, one after the other with one generator: making one for each costs as much as its work. */
final class ItemWriter {
    static final JsonFactory JSON = new JsonFactory();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonGenerator json;

    ItemWriter() {
        try {
            json = JSON.createGenerator(out).setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    Item write(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        try {
            record(record);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        var item = new Item(partition, record, out.toByteArray());
        out.reset();
        return item;
    }

    private void record(ConsumerRecord<byte[], byte[]> record) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", record.topic());
        json.writeNumberField("partition", record.partition());
        json.writeNumberField("offset", record.offset());
        json.writeNumberField("timestamp", record.timestamp());
        boolean appended = record.timestampType() == TimestampType.LOG_APPEND_TIME;
        json.writeStringField("timestampType", appended ? "LOG_APPEND_TIME" : "CREATE_TIME");
        bytes("key", record.key());
        bytes("value", record.value());
        json.writeArrayFieldStart("headers");
        for (Header header : record.headers()) {
            header(header);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    // A null key is left out, as Lambda leaves it out; a tombstone's value as well.
    private void bytes(String name, byte[] value) throws IOException {
        if (value != null) {
            byte[] base64 = Base64.getEncoder().encode(value);
            json.writeFieldName(name);
            json.writeRawUTF8String(base64, 0, base64.length);
        }
    }

    private void header(Header header) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart(header.key());
        for (byte b : header.value() == null ? new byte[0] : header.value()) {
            json.writeNumber(b);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
