package plainstream.consumer.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plainstream.consumer.batch.OffsetsRestartedException;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.ConditionFailedException;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.function.Tables;
import plainstream.consumer.time.Deadline;

/**
 * Counts likes exactly: each movie's item remembers, per partition, the last offset counted into it (the watermark) and when that was
 * appended, and a write adds only what lies beyond.
 */
public final class LikeCounter {
    /** So many keys fit into one transaction with the movie's update. */
    static final int MAX_KEYS = DynamoDb.MAX_TRANSACT_WRITES - 1;

    private static final String UPDATE = "SET #watermark = :last, #latest = :latest";
    private static final String ADD = " ADD #likes :n";
    private static final String CONDITION = "attribute_not_exists(#watermark) OR #watermark < :first";

    /** By so much the clocks may differ that tell when records were appended: the brokers', or with {@code CreateTime} the producers'. */
    private static final long BROKERS_MS = 1_000;

    private static final long PRODUCERS_MS = 300_000;

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
     * @throws ConditionFailedException if its write 0 fails, since the watermark is at the first of them or past it; if its write i fails,
     *     since the key i − 1 is known
     */
    void count(Likes likes, Deadline deadline) {
        Write update = update(likes);
        if (likes.keys().isEmpty()) {
            dynamoDb.write(update, deadline);
            return;
        }
        List<Write> writes = new ArrayList<>();
        writes.add(update);
        for (Likes.Key key : likes.keys()) {
            writes.add(keys.claim(key.name(), key.record()));
        }
        dynamoDb.transact(writes, deadline);
    }

    /** Whether a client's key of the one record counts again with the other. */
    boolean isForgotten(KafkaRecord claim, KafkaRecord record) {
        return keys.isForgotten(claim, record);
    }

    /** Likes that are all known already move the watermark, but are no event of the movie's journey. */
    private Write update(Likes likes) {
        Map<String, String> names = new HashMap<>();
        String source = likes.first().source(epoch);
        names.put("#watermark", watermark(source));
        names.put("#latest", latest(source));
        names.put("#likes", "likes");
        Item values = new Item().with(":first", likes.first().offset());
        values.with(":last", likes.last().offset())
                .with(":latest", likes.latestMs())
                .with(":n", likes.n());
        String expression = UPDATE;
        if (likes.n() > 0) {
            expression += ", " + Journey.SET;
            likes.journey().addTo(names, values);
        }
        Condition condition = new Condition(CONDITION, names, values);
        Item key = new Item().with("movieId", likes.movieId());
        return new Write.Update(tables.likes(), key, expression + ADD, condition);
    }

    /**
     * Tells whether the movie's item says that this record is counted.
     *
     * @throws OffsetsRestartedException if it says so of another record of this offset: an earlier one cannot have been appended later
     */
    boolean isCounted(Item movie, KafkaRecord record) {
        String source = record.source(epoch);
        long watermark = movie.number(watermark(source), -1);
        if (record.offset() > watermark) {
            return false;
        }
        long errorMs = record.timestampType().equals("CREATE_TIME") ? PRODUCERS_MS : BROKERS_MS;
        long latestMs = movie.number(latest(source), Long.MAX_VALUE);
        if (record.timestampMs() - errorMs > latestMs) {
            throw new OffsetsRestartedException(
                    record,
                    "the likes of offsets up to " + watermark + " are counted, none appended after " + latestMs);
        }
        return true;
    }

    private static String watermark(String source) {
        return "o#" + source;
    }

    private static String latest(String source) {
        return "t#" + source;
    }
}
