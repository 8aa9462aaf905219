package plainstream.consumer.event;

import java.util.Comparator;
import java.util.List;

/** The exact counts rest on ascending offsets. Kafka gives them so; this holds whatever the event says. */
final class OffsetOrder {
    private OffsetOrder() {}

    /**
     * Sorts the records by offset, if they are not so already.
     *
     * @throws MalformedEventException if two have the same offset: Kafka has one record there, and which of them is not to be told
     */
    static void restore(List<KafkaRecord> records) {
        if (isAscending(records)) {
            return;
        }
        records.sort(Comparator.comparingLong(KafkaRecord::offset));
        for (int i = 1; i < records.size(); i++) {
            KafkaRecord record = records.get(i);
            if (record.offset() == records.get(i - 1).offset()) {
                throw new MalformedEventException("the event has two records of " + record.topic() + "-"
                        + record.partition() + " offset " + record.offset());
            }
        }
    }

    private static boolean isAscending(List<KafkaRecord> records) {
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).offset() <= records.get(i - 1).offset()) {
                return false;
            }
        }
        return true;
    }
}
