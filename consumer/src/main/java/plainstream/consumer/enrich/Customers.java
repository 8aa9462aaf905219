package plainstream.consumer.enrich;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.event.OrderRules;
import plainstream.consumer.time.Deadline;

/**
 * The customers that a batch names, each read once, a hundred per call. They are forgotten with the batch: so the memory is
 * bounded by it, and a change shows at once.
 */
final class Customers {
    private final Map<String, Item> known = new HashMap<>();

    /**
     * Reads the customers of these names.
     *
     * @throws plainstream.consumer.dynamodb.DynamoDbException if that fails
     */
    static Customers read(DynamoDb dynamoDb, String table, Set<String> names, Deadline deadline) {
        Customers customers = new Customers();
        List<Item> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(new Item().with(OrderRules.CUSTOMER, name));
        }
        for (int from = 0; from < keys.size(); from += DynamoDb.MAX_BATCH_KEYS) {
            int to = Math.min(keys.size(), from + DynamoDb.MAX_BATCH_KEYS);
            for (Item customer : dynamoDb.batchGet(table, keys.subList(from, to), deadline)) {
                customers.known.put(customer.text(OrderRules.CUSTOMER), customer);
            }
        }
        return customers;
    }

    /** The customer's item, empty if nobody knows the name. */
    Item find(String name) {
        return known.getOrDefault(name, new Item());
    }
}
