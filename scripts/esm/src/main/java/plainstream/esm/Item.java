package plainstream.esm;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One record and its JSON in an MSK event, written once however often the record is delivered.
 *
 * @param partition whose it is
 * @param record as read from Kafka
 * @param json {@code topic, partition, offset, timestamp, timestampType, key, value, headers}
 */
record Item(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, byte[] json) {
    long offset() {
        return record.offset();
    }
}
