package plainstream.consumer.query;

import java.util.List;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Read;
import plainstream.consumer.time.Deadline;

/** A page of a table that has no sort key: items in the table's own order, as many as are shown and one more. */
final class Scan {
    private Scan() {}

    static byte[] page(
            DynamoDb dynamoDb, String table, String key, String list, Page page, Listing.View view, Deadline deadline) {
        Item after = new Item();
        if (!page.cursor().isEmpty()) {
            String last = Cursor.key(list, page.cursor());
            if (last.isEmpty()) {
                throw Cursor.invalid();
            }
            after.with(key, last);
        }
        DynamoDb.Rows rows = dynamoDb.read(Read.scan(table, page.limit() + 1, after), deadline);
        List<Item> items = rows.items();
        // Large items fill DynamoDB's page of 1 MB before the limit is reached.
        boolean more = rows.more() && !items.isEmpty();
        return Listing.body(items, page.limit(), more ? view.cursor(items.get(items.size() - 1)) : "", view);
    }
}
