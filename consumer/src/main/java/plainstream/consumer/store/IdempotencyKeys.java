package plainstream.consumer.store;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.function.Tables;
import plainstream.consumer.time.UtcTime;

/**
 * The clients' keys that took effect already, each remembered for a while, and which record it came with. The table deletes the old ones some
 * time later, days even: whether one still counts is judged here, by the clock.
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
     * <p>For a record of the archive, "now" is when it was archived: two likes a week apart with the same key both count again, though
     * they are given back within a second. The table keeps the claim as long as any other.
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

    private long claimedAtS(KafkaRecord record) {
        boolean archived = record.archived().is();
        return (archived ? UtcTime.epochMillis(record.archived().at()) : clock.millis()) / 1000;
    }
}
