package plainstream.consumer.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.Deadline;

/**
 * The calls, each with its retries inside a deadline. Safe to use from several threads.
 *
 * <p>Every method throws a {@link DynamoDbException} when the call did not do what was asked.
 */
public final class DynamoDb {
    /** BatchGetItem takes no more keys. */
    public static final int MAX_BATCH_KEYS = 100;

    /** BatchWriteItem takes no more items. */
    public static final int MAX_BATCH_PUTS = 25;

    /** TransactWriteItems takes no more writes. */
    public static final int MAX_TRANSACT_WRITES = 100;

    private static final String OLD_ITEM = "ReturnValuesOnConditionCheckFailure";
    private static final String ALL = "ALL_OLD";
    private static final long WARM_MS = 1_000;

    /**
     * A page of items.
     *
     * @param items the items
     * @param more whether DynamoDB stopped before the end, at the limit or at 1 MB
     */
    public record Rows(List<Item> items, boolean more) {}

    private final Transport transport;
    private final Retries retries;

    /**
     * A client; opens no connection yet.
     *
     * @param endpoint where DynamoDB is
     * @param region the region to sign for
     * @param credentials whom to sign as
     * @param clock the time to sign with
     * @param retries what to try again
     */
    public DynamoDb(URI endpoint, String region, CredentialsSource credentials, InstantSource clock, Retries retries) {
        this.transport = new Transport(endpoint, region, credentials, clock);
        this.retries = retries;
    }

    /**
     * Opens a connection, with TLS and all classes that a call takes.
     *
     * @throws IOException if that fails; calls may work all the same later
     */
    public void warm() throws IOException {
        transport.get(WARM_MS);
    }

    /**
     * Writes one item.
     *
     * @throws ConditionFailedException with the old item, if the condition does not hold
     */
    public void write(Write write, Deadline deadline) {
        JsonWriter body = new JsonWriter().beginObject();
        write.write(body);
        body.name(OLD_ITEM).string(ALL).endObject();
        call(write.action() + "Item", body.toBytes(), deadline);
    }

    /**
     * Writes several items, all or none; none is written twice in one transaction.
     *
     * @param writes what to write, at most {@link #MAX_TRANSACT_WRITES}
     * @throws ConditionFailedException with the items of those writes whose conditions do not hold
     */
    public void transact(List<Write> writes, Deadline deadline) {
        JsonWriter body = new JsonWriter().beginObject().name("TransactItems").beginArray();
        for (Write write : writes) {
            body.beginObject().name(write.action()).beginObject();
            write.write(body);
            body.name(OLD_ITEM).string(ALL).endObject().endObject();
        }
        call("TransactWriteItems", body.endArray().endObject().toBytes(), deadline);
    }

    /**
     * Reads one item.
     *
     * @return the item, or empty if there is none
     */
    public Optional<Item> get(String table, Item key, Deadline deadline) {
        JsonWriter body =
                new JsonWriter().beginObject().name("TableName").string(table).name("Key");
        key.write(body);
        JsonValue item =
                call("GetItem", body.endObject().toBytes(), deadline).members().get("Item");
        return item == null ? Optional.empty() : Optional.of(Item.read(item.asObject()));
    }

    /** Reads a page of a query or a scan. */
    public Rows read(Read read, Deadline deadline) {
        JsonObject answer = call(read.operation(), read.body(), deadline);
        return new Rows(items(answer.member("Items")), answer.members().containsKey("LastEvaluatedKey"));
    }

    /**
     * Reads many items of one table by their keys.
     *
     * @param keys at most {@link #MAX_BATCH_KEYS}, none twice
     * @return those that exist, in no order
     */
    public List<Item> batchGet(String table, List<Item> keys, Deadline deadline) {
        JsonWriter first = new JsonWriter()
                .beginObject()
                .name(table)
                .beginObject()
                .name("Keys")
                .beginArray();
        for (Item key : keys) {
            key.write(first);
        }
        byte[] request = first.endArray().endObject().endObject().toBytes();
        List<Item> found = new ArrayList<>();
        for (JsonObject answer : batch("BatchGetItem", request, "UnprocessedKeys", deadline)) {
            JsonValue items = answer.member("Responses").asObject().members().get(table);
            found.addAll(items == null ? List.of() : items(items));
        }
        return found;
    }

    /**
     * Puts many items into one table, each in the place of the one with its key; not all or none.
     *
     * @param items at most {@link #MAX_BATCH_PUTS}, none with the key of another
     */
    public void batchPut(String table, Collection<Item> items, Deadline deadline) {
        JsonWriter request = new JsonWriter().beginObject().name(table).beginArray();
        for (Item item : items) {
            request.beginObject().name("PutRequest").beginObject().name("Item");
            item.write(request);
            request.endObject().endObject();
        }
        batch("BatchWriteItem", request.endArray().endObject().toBytes(), "UnprocessedItems", deadline);
    }

    /** Asks until nothing is left unprocessed; gives every answer. */
    private List<JsonObject> batch(String operation, byte[] items, String unprocessed, Deadline deadline) {
        List<JsonObject> answers = new ArrayList<>();
        byte[] request = items;
        for (int attempt = 0; ; attempt++) {
            JsonWriter body =
                    new JsonWriter().beginObject().name("RequestItems").raw(request);
            JsonObject answer = call(operation, body.endObject().toBytes(), deadline);
            answers.add(answer);
            JsonValue left = answer.members().get(unprocessed);
            if (left == null || left.asObject().members().isEmpty()) {
                return answers;
            }
            request = new JsonWriter().value(left).toBytes();
            pause(operation, attempt, deadline, new IOException("some are left unprocessed"));
        }
    }

    private static List<Item> items(JsonValue json) {
        List<Item> items = new ArrayList<>();
        for (JsonValue item : json.asArray().elements()) {
            items.add(Item.read(item.asObject()));
        }
        return items;
    }

    private JsonObject call(String operation, byte[] body, Deadline deadline) {
        for (int attempt = 0; ; attempt++) {
            IOException cause;
            try {
                HttpAnswer answer = transport.post(operation, body, deadline.remainingMs());
                if (answer.status() == 200) {
                    return Json.parse(answer.body()).asObject();
                }
                Failure failure = Failure.of(answer);
                if (!failure.mayPass(retries)) {
                    throw failure.exception(operation);
                }
                if (failure.code().equals("ExpiredTokenException")) {
                    transport.credentials().expire();
                }
                cause = new IOException(failure.code() + " " + failure.message());
            } catch (IOException e) {
                cause = e;
            } catch (JsonException e) {
                cause = new IOException("the answer is not what DynamoDB sends", e);
            }
            pause(operation, attempt, deadline, cause);
        }
    }

    /** Waits before the next attempt, or gives up. */
    private void pause(String operation, int attempt, Deadline deadline, IOException cause) {
        long limitMs = retries.pauseLimitMs(attempt);
        if (attempt + 1 >= retries.attempts() || deadline.remainingMs() <= limitMs) {
            throw new UnavailableException(operation + ", attempt " + (attempt + 1) + ": " + cause, cause);
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(limitMs + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(operation + ": interrupted", e);
        }
    }
}
