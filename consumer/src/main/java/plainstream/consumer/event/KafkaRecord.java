package plainstream.consumer.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import plainstream.consumer.log.LogFields;
import plainstream.consumer.time.UtcTime;

/**
 * One record as the event source mapping hands it over. Null is not empty: ask {@link #hasKey} and {@link #hasValue}.
 *
 * @param timestampMs the record's time in milliseconds since 1970; with {@code LogAppendTime} the broker's
 * @param timestampType whose time it is, {@code CREATE_TIME} or {@code LOG_APPEND_TIME}, "" if the event does not say
 * @param hasKey whether there is a key
 * @param key its bytes, empty if there is none
 * @param hasValue whether there is a value; without one the record is a tombstone
 * @param value its bytes, empty if there is none
 * @param headers the headers in their order
 * @param archived where and when it was archived, if it comes from there; {@link Archived#NOT} if Kafka has just delivered it
 */
public record KafkaRecord(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        String timestampType,
        boolean hasKey,
        byte[] key,
        boolean hasValue,
        byte[] value,
        List<RecordHeader> headers,
        Archived archived) {
    private static final int TRACEPARENT_BYTES = 55;

    private static final long END_OF_9999_MS = 253_402_300_799_999L;

    /**
     * What its offset counts in: the life of the topic, the topic and the partition. Whatever is remembered of an offset is remembered
     * under this.
     *
     * @param epoch {@code SOURCE_EPOCH}; a record of the archive brings its own
     * @return the three, with {@code #} between them, which none of them can hold
     */
    public String source(String epoch) {
        return archived.epochOr(epoch) + "#" + topic + "#" + partition;
    }

    /** The record's time as {@link UtcTime#iso} writes it; what lies outside the years 1970 to 9999 becomes their first or last moment. */
    public String appendedAt() {
        return UtcTime.iso(Instant.ofEpochMilli(Math.clamp(timestampMs, 0, END_OF_9999_MS)));
    }

    /** Where it stands and the trace that it belongs to, for a log line. */
    public LogFields where() {
        LogFields fields =
                LogFields.of("topic", topic).with("partition", partition).with("offset", offset);
        for (RecordHeader header : headers) {
            if (header.name().equals("ce_traceparent") && header.value().length == TRACEPARENT_BYTES) {
                fields.with("traceparent", new String(header.value(), StandardCharsets.ISO_8859_1));
            }
        }
        return fields;
    }
}
