package plainstream.consumer.store;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.function.Tables;

/**
 * The clients' keys that took effect already, each remembered for a while, and which record it came with. The table deletes the old ones some
 * time later, days even: whether one still counts is judged here, by the times at which the records were appended. So the same records have
 * the same effect whenever they are delivered: late, again after a consumer group was set back, or given back from the archive.
 *
 * @param tables the tables
 * @param epoch tells one cluster's offsets from those of the next
 * @param ttlS how long they are remembered, in seconds
 */
public record IdempotencyKeys(Tables tables, String epoch, int ttlS, InstantSource clock) {
    /** Seconds are cut: a key that was claimed in the last of them is remembered to its end. */
    private static final String FREE = "attribute_not_exists(#id) OR #claimedAt < :over";

    /** A record that comes again does not stand in its own way: what it did before, the other write of the transaction knows. */
    private static final String FREE_OR_OWN = FREE + " OR (#source = :source AND #offset = :offset)";

    /**
     * The write that fails if another record has claimed this key within the time; one of a transaction.
     *
     * @param key what the client's key was used for, and the key: the same key for something else is another
     */
    Write claim(String key, KafkaRecord record) {
        Condition condition = condition(FREE_OR_OWN, record);
        condition.names().put("#source", "source");
        condition.names().put("#offset", "offset");
        condition.values().with(":source", record.source(epoch)).with(":offset", record.offset());
        return put(key, record, condition);
    }

    /** The write that fails if anybody has claimed this key within the time, the record itself too. */
    Write remember(String key, KafkaRecord record) {
        return put(key, record, condition(FREE, record));
    }

    private Condition condition(String expression, KafkaRecord record) {
        Map<String, String> names = new HashMap<>(Map.of("#id", "id", "#claimedAt", "claimedAt"));
        return new Condition(expression, names, new Item().with(":over", claimedAtS(record) - ttlS));
    }

    private Write put(String key, KafkaRecord record, Condition condition) {
        Item item = new Item().with("id", key).with("expiresAt", clock.millis() / 1000 + ttlS + 1);
        item.with("claimedAt", claimedAtS(record));
        item.with("source", record.source(epoch)).with("offset", record.offset());
        return new Write.Put(tables.idempotency(), item, condition);
    }

    /** Whether a key of the one record is free again for the other. */
    boolean isForgotten(KafkaRecord claim, KafkaRecord record) {
        return claimedAtS(claim) < claimedAtS(record) - ttlS;
    }

    private static long claimedAtS(KafkaRecord record) {
        return record.timestampMs() / 1000;
    }
}
