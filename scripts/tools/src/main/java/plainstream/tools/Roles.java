package plainstream.tools;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.dynamodb.Condition;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Read;
import plainstream.consumer.dynamodb.RefusedException;
import plainstream.consumer.dynamodb.Retries;
import plainstream.consumer.dynamodb.Write;
import plainstream.consumer.time.Deadline;

/**
 * Acts as one function's role on the deployed tables, with the consumer's own client: what the role is for must work, and
 * everything else must be refused. Run by test_deploy.sh with the role's credentials in the environment.
 *
 * <p>Usage: {@code Roles events|queries|enrichment [PREFIX]}, with {@code consumer/target/function/lib/*} on the class path
 */
final class Roles {
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "events",
                    Set.of(
                            "put timestamps",
                            "batch-put timestamps",
                            "put orders",
                            "put idempotency",
                            "put dead_letters",
                            "update likes"),
            "queries",
                    Set.of(
                            "get likes",
                            "get orders",
                            "scan likes",
                            "scan orders",
                            "scan timestamps",
                            "query timestamps",
                            "query timestamps by_id"),
            "enrichment", Set.of("put dead_letters", "batch-get customers"));

    private final DynamoDb dynamoDb;
    private final String prefix;

    private Roles(DynamoDb dynamoDb, String prefix) {
        this.dynamoDb = dynamoDb;
        this.prefix = prefix;
    }

    public static void main(String[] args) {
        var environment = System.getenv();
        var dynamoDb = new DynamoDb(
                URI.create(environment.get("AWS_ENDPOINT_URL")),
                environment.get("AWS_REGION"),
                CredentialsSource.of(environment, Clock.systemUTC()),
                Clock.systemUTC(),
                Retries.DEFAULT);
        new Roles(dynamoDb, args.length > 1 ? args[1] : "plainstream-").check(args[0]);
    }

    private void check(String role) {
        var allowed = ALLOWED.get(role);
        var faults = 0;
        for (var call : calls().entrySet()) {
            var refusal = refusal(call.getValue());
            var right = allowed.contains(call.getKey()) == refusal.isEmpty();
            System.out.printf(
                    "%-5s %s: %s: %s%n",
                    right ? "ok" : "FAULT", role, call.getKey(), refusal.isEmpty() ? "allowed" : refusal);
            faults += right ? 0 : 1;
        }
        System.exit(faults == 0 ? 0 : 1);
    }

    private static String refusal(Consumer<Deadline> call) {
        try {
            call.accept(Deadline.inMs(10_000));
            return "";
        } catch (RefusedException e) {
            return e.getMessage();
        }
    }

    private Map<String, Consumer<Deadline>> calls() {
        var calls = new LinkedHashMap<String, Consumer<Deadline>>();
        put(calls, "timestamps", new Item().with("day", "2026-11-21").with("at", "check"));
        for (var table : List.of("timestamps", "orders")) {
            var check = List.of(
                    new Item().with("day", "2026-11-21").with("at", "check").with("OrderNo", "check"));
            calls.put("batch-put " + table, deadline -> dynamoDb.batchPut(prefix + table, check, deadline));
        }
        put(calls, "orders", new Item().with("OrderNo", "check"));
        put(calls, "idempotency", new Item().with("id", "check"));
        put(calls, "customers", new Item().with("Customer", "check"));
        put(calls, "dead_letters", new Item().with("source", "check-0").with("offset", 0));
        calls.put("update likes", deadline -> dynamoDb.write(like(), deadline));
        get(calls, "likes", new Item().with("movieId", "check"));
        get(calls, "orders", new Item().with("OrderNo", "check"));
        get(calls, "idempotency", new Item().with("id", "check"));
        for (var table : List.of("timestamps", "likes", "orders", "customers", "dead_letters")) {
            calls.put("scan " + table, deadline -> dynamoDb.read(Read.scan(prefix + table, 1, new Item()), deadline));
        }
        calls.put("query timestamps", deadline -> dynamoDb.read(query("", "day"), deadline));
        calls.put("query timestamps by_id", deadline -> dynamoDb.read(query("by_id", "id"), deadline));
        var jones = List.of(new Item().with("Customer", "Jones"));
        calls.put("batch-get customers", deadline -> dynamoDb.batchGet(prefix + "customers", jones, deadline));
        return calls;
    }

    private void put(Map<String, Consumer<Deadline>> calls, String table, Item item) {
        var put = new Write.Put(prefix + table, item, Condition.NONE);
        calls.put("put " + table, deadline -> dynamoDb.write(put, deadline));
    }

    private void get(Map<String, Consumer<Deadline>> calls, String table, Item key) {
        calls.put("get " + table, deadline -> dynamoDb.get(prefix + table, key, deadline));
    }

    private Write like() {
        var values = new Condition("", Map.of("#likes", "likes"), new Item().with(":n", 1));
        return new Write.Update(prefix + "likes", new Item().with("movieId", "check"), "ADD #likes :n", values);
    }

    private Read query(String index, String key) {
        var values = new Item().with(":key", "check");
        return new Read(prefix + "timestamps", index, "#key = :key", Map.of("#key", key), values, 1, new Item());
    }
}
