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
import plainstream.consumer.event.KafkaRecord;
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

    /** One record's write, on a condition. */
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
                return new Outcome.Stored();
            } catch (ConditionFailedException e) {
                return otherwise(e.oldItem(0));
            }
        }

        abstract void put(Deadline deadline);

        /** What became of the record if this stands in its place: mostly it did what it does before. */
        Outcome otherwise(Item old) {
            return new Outcome.Stored();
        }
    }

    /** Timestamps without keys, to be added. */
    TimestampRun timestamps() {
        return new TimestampRun(dynamoDb, tables.timestamps());
    }

    /** A timestamp of the archive: what stands there already stays as it is. */
    Step absentTimestamp(int index, Effect.Timestamp timestamp) {
        Write put = absent(timestamp);
        return new Put(index) {
            @Override
            void put(Deadline deadline) {
                dynamoDb.write(put, deadline);
            }
        };
    }

    private Write absent(Effect.Timestamp timestamp) {
        return new Write.Put(tables.timestamps(), timestamp.item(), Condition.absent("day"));
    }

    /** A timestamp with a client's key: stored once, though each of the client's tries has a time of its own. */
    Step keyedTimestamp(int index, Effect.Timestamp timestamp, KafkaRecord record) {
        String key = "app#" + timestamp.key();
        Write claim = keys.claim(key, record);
        Write put = absent(timestamp);
        return new Put(index) {
            @Override
            void put(Deadline deadline) {
                try {
                    dynamoDb.transact(List.of(claim, put), deadline);
                } catch (ConditionFailedException e) {
                    if (!e.isOf(0)) {
                        // It is stored since long, and its key was forgotten: the client's later tries may still come,
                        // again.
                        dynamoDb.write(keys.remember(key, record), deadline);
                    }
                }
            }
        };
    }

    /** An old batch that comes again never overwrites a newer item of the same key, and changes nothing of its own. */
    Step newest(int index, Effect.Newest newest) {
        Item item = newest.item();
        Condition newer = new Condition(
                "attribute_not_exists(#key) OR #acceptedAt < :acceptedAt"
                        + " OR (#acceptedAt = :acceptedAt AND #appendedAt < :appendedAt)",
                Map.of("#key", newest.key(), "#acceptedAt", "acceptedAt", "#appendedAt", "appendedAt"),
                new Item().with(":acceptedAt", item.text("acceptedAt")).with(":appendedAt", item.text("appendedAt")));
        Write put = new Write.Put(tables.named(newest.table()), item, newer);
        return new Put(index) {
            @Override
            void put(Deadline deadline) {
                dynamoDb.write(put, deadline);
            }

            @Override
            Outcome otherwise(Item old) {
                boolean same = old.text("acceptedAt").equals(item.text("acceptedAt"));
                return same ? new Outcome.Stored() : new Outcome.Skipped("a newer one is stored");
            }
        };
    }
}
