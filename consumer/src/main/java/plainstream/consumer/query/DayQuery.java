package plainstream.consumer.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import plainstream.consumer.batch.Parallel;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Read;
import plainstream.consumer.function.TimestampShards;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.time.Deadline;

/** The timestamps of one day, newest first, gathered from all of its shards at one time. */
final class DayQuery {
    private final DynamoDb dynamoDb;
    private final String table;
    private final TimestampShards shards;
    private final int connections;

    DayQuery(Wiring wiring) {
        dynamoDb = wiring.dynamoDb();
        table = wiring.tables().timestamps();
        shards = wiring.settings().timestampShards();
        connections = wiring.settings().dynamoDbConnections();
    }

    /** The newest so many of a day, or of those after a sort key. Each shard is asked for all of them: any one may hold the newest. */
    List<Item> newest(String day, String after, int limit, Deadline deadline) {
        List<Item> found = Collections.synchronizedList(new ArrayList<>());
        List<Runnable> reads = new ArrayList<>();
        for (int shard = 0; shard < shards.count(); shard++) {
            Read read = read(shards.key(day, shard), after, limit);
            reads.add(() -> found.addAll(dynamoDb.read(read, deadline).items()));
        }
        Parallel.run(reads, connections);
        List<Item> merged = newestFirst(found);
        return merged.subList(0, Math.min(limit, merged.size()));
    }

    private Read read(String key, String after, int limit) {
        Item start = after.isEmpty() ? new Item() : new Item().with("day", key).with("at", after);
        Item values = new Item().with(":day", key);
        return new Read(table, "", "#day = :day", Map.of("#day", "day"), values, limit, start);
    }

    /** Each once: a record that came again after the number of shards had grown may lie in its old shard and in its new one. */
    static List<Item> newestFirst(List<Item> items) {
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort((a, b) -> b.text("at").compareTo(a.text("at")));
        List<Item> once = new ArrayList<>();
        for (Item item : sorted) {
            boolean again =
                    !once.isEmpty() && once.get(once.size() - 1).text("at").equals(item.text("at"));
            if (!again) {
                once.add(item);
            }
        }
        return once;
    }
}
