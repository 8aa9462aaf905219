package plainstream.consumer.event;

import java.util.List;
import plainstream.consumer.log.Fields;

/**
 * One record as the event source mapping hands it over. Null is not empty: ask {@link #hasKey} and {@link #hasValue}.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
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

    /** Where it stands, for a log line. */
    public Fields where() {
        return Fields.of("topic", topic).with("partition", partition).with("offset", offset);
    }
}
