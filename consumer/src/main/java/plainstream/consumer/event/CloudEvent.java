package plainstream.consumer.event;

import static java.lang.System.Logger.Level.INFO;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.time.UtcTime;

/**
 * What a record's headers say of it, in the binary mode of CloudEvents' Kafka binding.
 *
 * @param type ce_type, "" if there is none
 * @param id ce_id, "" if there is none
 * @param acceptedAt ce_time with six fraction digits; the broker's time if there is none
 * @param idempotent whether the id is a client's own key, under which it may send the same again
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents:
 *     Kafka binding</a>
 */
public record CloudEvent(String type, String id, String acceptedAt, boolean idempotent) {
    private static final System.Logger LOG = System.getLogger(CloudEvent.class.getName());
    private static final int MAX_LOGGED = 4_096;
    private static final long END_OF_9999_MS = 253_402_300_799_999L;

    public static CloudEvent of(KafkaRecord record) {
        String type = "";
        String id = "";
        String time = "";
        boolean idempotent = false;
        for (RecordHeader header : record.headers()) {
            switch (header.name()) {
                case "ce_type" -> type = text(header);
                case "ce_id" -> id = text(header);
                case "ce_time" -> time = UtcTime.normalise(text(header));
                case "ce_idempotent" -> idempotent = text(header).equals("true");
                default -> {}
            }
        }
        return new CloudEvent(type, id, time.isEmpty() ? appendedAt(record) : time, idempotent);
    }

    public static String appendedAt(KafkaRecord record) {
        return UtcTime.iso(Instant.ofEpochMilli(Math.clamp(record.timestampMs(), 0, END_OF_9999_MS)));
    }

    /**
     * The event's value.
     *
     * @throws plainstream.consumer.json.JsonException if it is not one JSON object
     */
    public static JsonObject object(KafkaRecord record) {
        return Json.parse(record.value()).asObject();
    }

    /**
     * Logs the value of a record that is no event.
     *
     * @throws InvalidRecordException if it is not UTF-8
     */
    public static void logPlain(KafkaRecord record) {
        String text = utf8(record.value(), "the value");
        LOG.log(INFO, text.substring(0, Math.min(text.length(), MAX_LOGGED)), record.where());
    }

    private static String text(RecordHeader header) {
        return utf8(header.value(), "header " + header.name());
    }

    /**
     * Decodes UTF-8.
     *
     * @throws InvalidRecordException if it is not UTF-8
     */
    public static String utf8(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRecordException(what + " is not UTF-8");
        }
    }
}
