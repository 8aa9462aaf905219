package plainstream.consumer.event;

import java.util.Comparator;
import java.util.List;

/** The exact counts rest on ascending offsets. Kafka gives them so; this holds whatever the event says. */
final class OffsetOrder {
    private OffsetOrder() {}

    /** Sorts the records by offset and keeps the first of each, if they are not so already. */
    static void restore(List<KafkaRecord> records) {
        if (isAscending(records)) {
            return;
        }
        records.sort(Comparator.comparingLong(KafkaRecord::offset));
        int kept = 1;
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).offset() != records.get(kept - 1).offset()) {
                records.set(kept++, records.get(i));
            }
        }
        records.subList(kept, records.size()).clear();
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
