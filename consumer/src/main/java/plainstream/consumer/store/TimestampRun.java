package plainstream.consumer.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.Step;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.time.Deadline;

/**
 * Timestamps without keys between them: one call for all, since each is an item of its own, and putting it twice changes no more than
 * when it was processed.
 */
final class TimestampRun implements Step {
    private final DynamoDb dynamoDb;
    private final String table;
    private final int[] indexes = new int[DynamoDb.MAX_BATCH_PUTS];
    private final List<Item> items = new ArrayList<>();

    TimestampRun(DynamoDb dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    boolean isFull() {
        return items.size() == indexes.length;
    }

    void add(int index, Item item) {
        indexes[items.size()] = index;
        items.add(item);
    }

    @Override
    public int[] indexes() {
        return Arrays.copyOf(indexes, items.size());
    }

    @Override
    public Outcome run(Deadline deadline) {
        // A record that was produced twice would be the same item twice, which DynamoDB refuses.
        Map<String, Item> byKey = new LinkedHashMap<>();
        for (Item item : items) {
            byKey.put(item.text("at"), item);
        }
        dynamoDb.batchPut(table, byKey.values(), deadline);
        return new Outcome.Stored();
    }

    @Override
    public List<Step> split() {
        if (items.size() == 1) {
            return List.of();
        }
        List<Step> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            TimestampRun part = new TimestampRun(dynamoDb, table);
            part.add(indexes[i], items.get(i));
            parts.add(part);
        }
        return parts;
    }
}
