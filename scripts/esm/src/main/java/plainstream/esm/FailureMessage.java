package plainstream.esm;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * The message to an on-failure destination, as AWS documents it for Kafka and SQS ("Capturing discarded batches"): which
 * records, not their content.
 *
 * @param condition {@code RetryAttemptsExhausted}, {@code RecordAgeExceeded} or {@code MaximumPayloadSizeExceeded}
 * @param invokeCount how often the function was given the batch
 * @param functionError whether the last attempt ended with an error, other than in a partial batch response
 */
record FailureMessage(String condition, int invokeCount, boolean functionError) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    byte[] encode(String functionArn, MskEvent event, List<Item> items) {
        var out = new ByteArrayOutputStream();
        try (var json = ItemWriter.JSON.createGenerator(out)) {
            json.writeStartObject();
            requestContext(json, functionArn);
            responseContext(json);
            json.writeStringField("version", "1.0");
            json.writeStringField("timestamp", TIME.format(Instant.now()));
            json.writeObjectFieldStart("KafkaBatchInfo");
            json.writeNumberField("batchSize", items.size());
            if (!event.clusterArn().isEmpty()) {
                json.writeStringField("eventSourceArn", event.clusterArn());
            }
            json.writeStringField("bootstrapServers", event.bootstrapServers());
            json.writeNumberField("payloadSize", event.encode(items).length);
            json.writeObjectFieldStart("recordsInfo");
            for (var partition : MskEvent.byPartition(items).entrySet()) {
                records(json, partition.getKey(), partition.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private void requestContext(JsonGenerator json, String functionArn) throws IOException {
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("requestId", UUID.randomUUID().toString());
        json.writeStringField("functionArn", functionArn);
        json.writeStringField("condition", condition);
        json.writeNumberField("approximateInvokeCount", invokeCount);
        json.writeEndObject();
    }

    private void responseContext(JsonGenerator json) throws IOException {
        if (invokeCount == 0) {
            json.writeNullField("responseContext");
            return;
        }
        json.writeObjectFieldStart("responseContext");
        json.writeNumberField("statusCode", 200);
        json.writeStringField("executedVersion", "$LATEST");
        if (functionError) {
            json.writeStringField("functionError", "Unhandled");
        }
        json.writeEndObject();
    }

    private static void records(JsonGenerator json, TopicPartition partition, List<Item> items) throws IOException {
        var first = items.getFirst().record();
        var last = items.getLast().record();
        json.writeObjectFieldStart(partition.toString());
        json.writeStringField("firstRecordOffset", String.valueOf(first.offset()));
        json.writeStringField("lastRecordOffset", String.valueOf(last.offset()));
        json.writeStringField("firstRecordTimestamp", TIME.format(Instant.ofEpochMilli(first.timestamp())));
        json.writeStringField("lastRecordTimestamp", TIME.format(Instant.ofEpochMilli(last.timestamp())));
        json.writeEndObject();
    }
}
