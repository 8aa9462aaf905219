package plainstream.esm;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a mapping gives up, for its on-failure destination.
 *
 * @param message the metadata as JSON, which queues and topics of AWS get
 * @param event the event that the function was given last, which a bucket gets besides
 * @param records the records themselves, which a topic of Kafka gets
 */
public record FailedBatch(byte[] message, byte[] event, List<ConsumerRecord<byte[], byte[]>> records) {}
