package plainstream.consumer.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.event.OrderRules;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.Deadline;

/** {@code /orders}: the enriched orders, with all of their members. */
public final class OrderResource implements Resource, Listing.View {
    private static final String LIST = "orders";
    private static final int MAX_ID_LENGTH = 64;

    private final DynamoDb dynamoDb;
    private final String table;

    public OrderResource(Wiring wiring) {
        dynamoDb = wiring.dynamoDb();
        table = wiring.tables().orders();
    }

    @Override
    public byte[] list(Page page, Deadline deadline) {
        return Scan.page(dynamoDb, table, OrderRules.ORDER_NO, LIST, page, this, deadline);
    }

    @Override
    public byte[] one(String id, Deadline deadline) {
        Item key = new Item().with(OrderRules.ORDER_NO, id);
        boolean possible = !id.isEmpty() && id.length() <= MAX_ID_LENGTH;
        Optional<Item> order = possible ? dynamoDb.get(table, key, deadline) : Optional.empty();
        if (order.isEmpty()) {
            throw Problem.of(404, "There is no order of this number.");
        }
        JsonWriter out = new JsonWriter();
        write(order.get(), out);
        return out.toBytes();
    }

    /** The number first, the others by name: DynamoDB keeps no order. */
    @Override
    public void write(Item item, JsonWriter out) {
        List<String> names = new ArrayList<>();
        names.add(OrderRules.ORDER_NO);
        for (String name : new TreeSet<>(item.attributes().keySet())) {
            if (!name.equals(OrderRules.ORDER_NO)) {
                names.add(name);
            }
        }
        Listing.write(item, names, out);
    }

    @Override
    public String cursor(Item item) {
        return Cursor.of(LIST, item.text(OrderRules.ORDER_NO));
    }
}
