package plainstream.consumer.query;

import java.util.List;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.event.Names;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.Deadline;

/** {@code /likes}: the movies' counts. Their watermarks are nobody's business. */
public final class LikeResource implements Resource, Listing.View {
    private static final String LIST = "likes";
    private static final String KEY = "movieId";
    private static final List<String> SHOWN = List.of(KEY, "likes", "acceptedAt", "appendedAt", "processedAt");

    private final DynamoDb dynamoDb;
    private final String table;

    public LikeResource(Wiring wiring) {
        dynamoDb = wiring.dynamoDb();
        table = wiring.tables().likes();
    }

    @Override
    public byte[] list(Page page, Deadline deadline) {
        return Scan.page(dynamoDb, table, KEY, LIST, page, this, deadline);
    }

    /** A movie that nobody liked yet has 0 likes. */
    @Override
    public byte[] one(String id, Deadline deadline) {
        if (!Names.isMovieId(id)) {
            throw Problem.parameter(KEY, "must match ^[A-Za-z0-9][-_.A-Za-z0-9]{0,63}$");
        }
        Item key = new Item().with(KEY, id);
        JsonWriter out = new JsonWriter();
        write(dynamoDb.get(table, key, deadline).orElse(key.with("likes", 0)), out);
        return out.toBytes();
    }

    @Override
    public void write(Item item, JsonWriter out) {
        Listing.write(item, SHOWN, out);
    }

    @Override
    public String cursor(Item item) {
        return Cursor.of(LIST, item.text(KEY));
    }
}
