package plainstream.consumer.store;

import java.util.Map;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.event.CloudEvent;
import plainstream.consumer.event.KafkaRecord;

/**
 * When an event was accepted by the API, appended by the broker, and processed here: the API of reads shows them with the item, the page draws from them.
 *
 * @param acceptedAt UTC, six fraction digits, as all three
 * @param appendedAt the record's time
 * @param processedAt when this batch began
 */
record Journey(String acceptedAt, String appendedAt, String processedAt) {
    static final String SET = "#acceptedAt = :acceptedAt, #appendedAt = :appendedAt, #processedAt = :processedAt";

    static Journey of(CloudEvent event, KafkaRecord record, String processedAt) {
        return new Journey(
                event.acceptedAt(), record.appendedAt(), record.archived().atOr(processedAt));
    }

    Item addTo(Item item) {
        return item.with("acceptedAt", acceptedAt)
                .with("appendedAt", appendedAt)
                .with("processedAt", processedAt);
    }

    /** For an update expression that has {@link #SET}. */
    void addTo(Map<String, String> names, Item values) {
        names.put("#acceptedAt", "acceptedAt");
        names.put("#appendedAt", "appendedAt");
        names.put("#processedAt", "processedAt");
        values.with(":acceptedAt", acceptedAt).with(":appendedAt", appendedAt).with(":processedAt", processedAt);
    }
}
