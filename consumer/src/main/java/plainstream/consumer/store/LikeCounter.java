package plainstream.consumer.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.ConditionFailedException;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.function.Tables;
import plainstream.consumer.time.Deadline;

/**
 * Counts likes exactly: each movie's item remembers, per partition, the last offset counted into it (the watermark), and a
 * write adds only what lies beyond.
 */
public final class LikeCounter {
    private static final String UPDATE = "SET #watermark = :last, " + Journey.SET + " ADD #likes :n";
    private static final String CONDITION = "attribute_not_exists(#watermark) OR #watermark < :first";

    private final DynamoDb dynamoDb;
    private final Tables tables;
    private final String epoch;
    private final IdempotencyKeys keys;

    public LikeCounter(DynamoDb dynamoDb, Tables tables, String epoch, IdempotencyKeys keys) {
        this.dynamoDb = dynamoDb;
        this.tables = tables;
        this.epoch = epoch;
        this.keys = keys;
    }

    /**
     * Adds likes, all of them or none.
     *
     * @throws ConditionFailedException if the watermark is at the first of them or past it
     */
    void count(String movieId, KafkaRecord first, long last, long n, Journey journey, Deadline deadline) {
        dynamoDb.write(update(movieId, first, last, n, journey), deadline);
    }

    /** Adds one like and remembers its key. Does nothing if the key is known or the watermark past it: it is counted then. */
    void countOnce(Effect.Like like, KafkaRecord record, Deadline deadline) {
        Write update = update(like.movieId(), record, record.offset(), 1, like.journey());
        try {
            dynamoDb.transact(List.of(keys.claim(like.key(), record), update), deadline);
        } catch (ConditionFailedException e) {
            // Counted before.
        }
    }

    private Write update(String movieId, KafkaRecord first, long last, long n, Journey journey) {
        Map<String, String> names = new HashMap<>();
        names.put("#watermark", attribute(first));
        names.put("#likes", "likes");
        Item values =
                new Item().with(":first", first.offset()).with(":last", last).with(":n", n);
        journey.addTo(names, values);
        Condition condition = new Condition(CONDITION, names, values);
        return new Write.Update(tables.likes(), new Item().with("movieId", movieId), UPDATE, condition);
    }

    /** The last offset of the record's partition that is counted into the item. */
    long watermark(ConditionFailedException failure, KafkaRecord record) {
        return failure.oldItem().number(attribute(record), -1);
    }

    /** Epoch, topic and partition: offsets mean nothing beyond these. */
    private String attribute(KafkaRecord record) {
        return "o#" + record.source(epoch);
    }
}
