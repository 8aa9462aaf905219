package plainstream.consumer.store;

import java.time.InstantSource;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.function.Tables;

/**
 * The clients' keys that took effect already. They are forgotten after a while, by the table's own TTL.
 *
 * @param tables the tables
 * @param ttlS how long they are remembered, in seconds
 * @param clock the time
 */
public record IdempotencyKeys(Tables tables, int ttlS, InstantSource clock) {
    /** The write that fails if this key has been claimed before; one of a transaction. */
    Write claim(String key) {
        Item item = new Item().with("id", key).with("expiresAt", clock.millis() / 1000 + ttlS);
        return new Write.Put(tables.idempotency(), item, Condition.absent("id"));
    }
}
