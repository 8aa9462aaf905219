package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.time.Deadline;

/** The product's tables, made as Terraform makes them, and read whole. */
public final class TestTables {
    private final String prefix;
    private final Transport transport;
    private final DynamoDb client;

    public TestTables(URI endpoint, String prefix, Credentials credentials) {
        CredentialsSource source = () -> credentials;
        this.prefix = prefix;
        this.transport = new Transport(endpoint, "eu-west-1", source, Clock.systemUTC());
        this.client = new DynamoDb(endpoint, "eu-west-1", source, Clock.systemUTC(), Retries.DEFAULT);
    }

    public void create() throws IOException {
        for (String table : TableKeys.TABLES.keySet()) {
            create(table);
        }
    }

    /** Makes it anew, without a row. */
    public void empty(String table) throws IOException {
        post("DeleteTable", "{\"TableName\":\"" + prefix + table + "\"}");
        create(table);
    }

    private void create(String table) throws IOException {
        post("CreateTable", TableKeys.TABLES.get(table).createRequest(prefix + table));
    }

    /** A busy machine may take longer for its first table than the client waits; what came of that try shows in the next. */
    private void post(String operation, String body) throws IOException {
        HttpAnswer answer = new HttpAnswer(0, new byte[0]);
        for (int attempt = 0; answer.status() == 0; attempt++) {
            try {
                answer = transport.post(operation, body.getBytes(UTF_8), 10_000);
            } catch (SocketTimeoutException e) {
                if (attempt == 5) {
                    throw e;
                }
            }
        }
        String text = new String(answer.body(), UTF_8);
        if (answer.status() != 200 && !text.contains("ResourceInUseException")) {
            throw new IOException(operation + ": " + text);
        }
    }

    public void put(String table, Item item) {
        client.write(new Write.Put(prefix + table, item, Condition.NONE), Deadline.inMs(10_000));
    }

    /** All items, page by page. */
    public List<Item> all(String table) {
        List<Item> items = new java.util.ArrayList<>();
        List<String> keys = TableKeys.TABLES.get(table).names();
        Item after = new Item();
        boolean more = true;
        while (more) {
            DynamoDb.Rows rows = client.read(Read.scan(prefix + table, 1_000, after), Deadline.inMs(30_000));
            items.addAll(rows.items());
            more = rows.more();
            if (more) {
                Item last = rows.items().getLast();
                after = new Item();
                for (String key : keys) {
                    after.with(key, last.attributes().get(key));
                }
            }
        }
        return items;
    }

    public long likes(String movieId) {
        return all("likes").stream()
                .filter(item -> item.text("movieId").equals(movieId))
                .mapToLong(item -> item.number("likes", -1))
                .sum();
    }
}
