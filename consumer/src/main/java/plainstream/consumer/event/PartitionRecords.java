package plainstream.consumer.event;

import java.util.List;

/**
 * The records of one partition in one event.
 *
 * @param mapKey the key under which they stood in the event; partial batch responses name it, nothing else reads it
 * @param records the records in the order of their offsets, no offset twice, never empty
 */
public record PartitionRecords(String mapKey, String topic, int partition, List<KafkaRecord> records) {}
