package plainstream.consumer.store;

import java.util.List;
import java.util.Map;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.Step;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.ConditionFailedException;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.event.OrderRules;
import plainstream.consumer.function.Tables;
import plainstream.consumer.time.Deadline;

/** Timestamps and orders: each is an item of its own, and putting it twice changes nothing. */
public final class Puts {
    private final DynamoDb dynamoDb;
    private final Tables tables;
    private final IdempotencyKeys keys;

    public Puts(DynamoDb dynamoDb, Tables tables, IdempotencyKeys keys) {
        this.dynamoDb = dynamoDb;
        this.tables = tables;
        this.keys = keys;
    }

    /** One record's write; that it was done before is no failure. */
    private abstract static class Put implements Step {
        private final int index;

        Put(int index) {
            this.index = index;
        }

        @Override
        public int[] indexes() {
            return new int[] {index};
        }

        @Override
        public Outcome run(Deadline deadline) {
            try {
                put(deadline);
            } catch (ConditionFailedException e) {
                // Stored before, or a newer one is.
            }
            return new Outcome.Stored();
        }

        abstract void put(Deadline deadline);
    }

    /** Timestamps without keys, to be added. */
    TimestampRun timestamps() {
        return new TimestampRun(dynamoDb, tables.timestamps());
    }

    /** A timestamp with a client's key: stored once, though each of the client's tries has a time of its own. */
    Step keyedTimestamp(int index, Effect.Timestamp timestamp) {
        Write put = new Write.Put(tables.timestamps(), timestamp.item(), Condition.absent("day"));
        return new Put(index) {
            @Override
            void put(Deadline deadline) {
                dynamoDb.transact(List.of(keys.claim("app#" + timestamp.key()), put), deadline);
            }
        };
    }

    /** An old batch that comes again never overwrites a newer order of the same number. */
    Step order(int index, Item item) {
        Condition newer = new Condition(
                "attribute_not_exists(#orderNo) OR #acceptedAt <= :acceptedAt",
                Map.of("#orderNo", OrderRules.ORDER_NO, "#acceptedAt", "acceptedAt"),
                new Item().with(":acceptedAt", item.text("acceptedAt")));
        Write put = new Write.Put(tables.orders(), item, newer);
        return new Put(index) {
            @Override
            void put(Deadline deadline) {
                dynamoDb.write(put, deadline);
            }
        };
    }
}
