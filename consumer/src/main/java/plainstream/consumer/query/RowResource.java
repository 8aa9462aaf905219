package plainstream.consumer.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.Deadline;

/** A table whose rows are shown with all of their members, such as {@code /orders}. */
public final class RowResource implements Resource, Listing.View {
    private static final int MAX_ID_LENGTH = 64;

    private final DynamoDb dynamoDb;
    private final String table;
    private final String name;
    private final String key;
    private final String missing;

    /**
     * Reads one table.
     *
     * @param wiring how to reach it
     * @param name of the table in {@code pipeline.json}, and of the path, which its cursors carry
     * @param key the name of the table's key
     * @param missing what a 404 says
     */
    public RowResource(Wiring wiring, String name, String key, String missing) {
        this.dynamoDb = wiring.dynamoDb();
        this.table = wiring.tables().named(name);
        this.name = name;
        this.key = key;
        this.missing = missing;
    }

    @Override
    public byte[] list(Page page, Deadline deadline) {
        return Scan.page(dynamoDb, table, key, name, page, this, deadline);
    }

    @Override
    public byte[] one(String id, Deadline deadline) {
        Item of = new Item().with(key, id);
        boolean possible = !id.isEmpty() && id.length() <= MAX_ID_LENGTH;
        Optional<Item> row = possible ? dynamoDb.get(table, of, deadline) : Optional.empty();
        if (row.isEmpty()) {
            throw Problem.of(404, missing);
        }
        JsonWriter out = new JsonWriter();
        write(row.get(), out);
        return out.toBytes();
    }

    /** The key first, the others by name: DynamoDB keeps no order. */
    @Override
    public void write(Item item, JsonWriter out) {
        List<String> names = new ArrayList<>();
        names.add(key);
        for (String name : new TreeSet<>(item.attributes().keySet())) {
            if (!name.equals(key)) {
                names.add(name);
            }
        }
        Listing.write(item, names, out);
    }

    @Override
    public String cursor(Item item) {
        return Cursor.of(name, item.text(key));
    }
}
