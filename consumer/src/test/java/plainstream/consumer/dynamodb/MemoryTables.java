package plainstream.consumer.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.json.JsonWriter;

/**
 * DynamoDB's part of the bargain, in memory: the writes, conditions and expressions that this project sends, and nothing else, so that ten
 * thousand batches take seconds. {@code MemoryTablesIT} holds that the real engine answers the same.
 */
public final class MemoryTables implements AutoCloseable {
    /** What becomes of one call. */
    public enum Fate {
        DONE,
        /** A throttle: refused before it is done. */
        THROTTLED,
        /** Refused for good, as content that DynamoDB will never take. */
        INVALID,
        /** Refused at once and not tried again: from such a call on it is as if the function had been killed. */
        DENIED,
        /** Done, but the connection dies before the answer. */
        UNHEARD
    }

    private final Map<String, Map<String, Item>> tables = new TreeMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile BiFunction<String, String, Fate> fates = (operation, body) -> Fate.DONE;
    private volatile BiConsumer<String, String> listener = (operation, body) -> {};
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private int calls;

    public MemoryTables() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** A client of it that loses no time. */
    public DynamoDb client() {
        Retries quick = new Retries(4, 1, 2, Retries.DEFAULT.codes());
        return new DynamoDb(endpoint(), "eu-west-1", () -> new Credentials("A", "S", ""), Clock.systemUTC(), quick);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Hears of every call, whatever becomes of it. */
    public void listen(BiConsumer<String, String> listener) {
        this.listener = listener;
    }

    /** Decides on the operation and the request's body. */
    public void plan(BiFunction<String, String, Fate> fate) {
        fates = fate;
    }

    public synchronized List<Item> all(String table) {
        return new ArrayList<>(table(table).values());
    }

    public synchronized void clear() {
        tables.clear();
    }

    public synchronized void remove(String table, Predicate<Item> condition) {
        table(table).values().removeIf(condition);
    }

    /** How many connections there ever were. */
    public int connections() {
        return connections.size();
    }

    /** A backup: what all tables hold now. */
    public synchronized Map<String, Map<String, Item>> backup() {
        Map<String, Map<String, Item>> copy = new TreeMap<>();
        tables.forEach((name, items) -> copy.put(name, new LinkedHashMap<>(items)));
        return copy;
    }

    /** All tables as they were then. */
    public synchronized void restore(Map<String, Map<String, Item>> backup) {
        tables.clear();
        backup.forEach((name, items) -> tables.put(name, new LinkedHashMap<>(items)));
    }

    public synchronized int calls() {
        return calls;
    }

    private Map<String, Item> table(String name) {
        return tables.computeIfAbsent(name.substring(name.indexOf('-') + 1), key -> new LinkedHashMap<>());
    }

    private void handle(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        if (!target.contains(".")) {
            answer(exchange, 200, "healthy".getBytes(UTF_8));
            return;
        }
        String operation = target.substring(target.indexOf('.') + 1);
        listener.accept(operation, new String(body, UTF_8));
        Fate fate = fates.apply(operation, new String(body, UTF_8));
        String refusal = refusal(fate);
        if (!refusal.isEmpty()) {
            answer(exchange, 400, ("{\"__type\":\"x#" + refusal + "\"}").getBytes(UTF_8));
            return;
        }
        JsonWriter out = new JsonWriter().beginObject();
        boolean done = operation(operation, Json.parse(body).asObject(), out);
        if (fate == Fate.UNHEARD) {
            exchange.close();
            return;
        }
        answer(exchange, done ? 200 : 400, out.endObject().toBytes());
    }

    private static String refusal(Fate fate) {
        return switch (fate) {
            case THROTTLED -> "ThrottlingException";
            case INVALID -> "ValidationException";
            case DENIED -> "AccessDeniedException";
            case DONE, UNHEARD -> "";
        };
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized boolean operation(String operation, JsonObject body, JsonWriter out) {
        calls++;
        return switch (operation) {
            case "PutItem", "UpdateItem" -> alone(body, out);
            case "TransactWriteItems" -> transaction(body, out);
            case "BatchWriteItem" -> batchPut(body);
            case "BatchGetItem" -> batchGet(body, out);
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private boolean alone(JsonObject write, JsonWriter out) {
        Item old = old(write);
        if (holds(write, old)) {
            apply(write, old);
            return true;
        }
        out.name("__type").string("x#ConditionalCheckFailedException");
        if (!old.attributes().isEmpty()) {
            out.name("Item");
            old.write(out);
        }
        return false;
    }

    private boolean transaction(JsonObject body, JsonWriter out) {
        List<JsonObject> writes = new ArrayList<>();
        for (JsonValue write : body.member("TransactItems").asArray().elements()) {
            writes.add(write.asObject().members().values().iterator().next().asObject());
        }
        if (writes.stream().allMatch(write -> holds(write, old(write)))) {
            writes.forEach(write -> apply(write, old(write)));
            return true;
        }
        out.name("__type")
                .string("x#TransactionCanceledException")
                .name("CancellationReasons")
                .beginArray();
        for (JsonObject write : writes) {
            out.beginObject().name("Code").string(holds(write, old(write)) ? "None" : "ConditionalCheckFailed");
            if (!holds(write, old(write)) && !old(write).attributes().isEmpty()) {
                out.name("Item");
                old(write).write(out);
            }
            out.endObject();
        }
        out.endArray();
        return false;
    }

    private boolean batchPut(JsonObject body) {
        body.member("RequestItems").asObject().members().forEach((table, requests) -> {
            for (JsonValue request : requests.asArray().elements()) {
                Item item = Item.read(request.asObject()
                        .member("PutRequest")
                        .asObject()
                        .member("Item")
                        .asObject());
                table(table).put(key(table, item), item);
            }
        });
        return true;
    }

    private boolean batchGet(JsonObject body, JsonWriter out) {
        out.name("Responses").beginObject();
        body.member("RequestItems").asObject().members().forEach((table, request) -> {
            out.name(table).beginArray();
            for (JsonValue key : request.asObject().member("Keys").asArray().elements()) {
                Item item = table(table).get(key(table, Item.read(key.asObject())));
                if (item != null) {
                    item.write(out);
                }
            }
            out.endArray();
        });
        out.endObject();
        return true;
    }

    private static String key(String table, Item item) {
        StringBuilder key = new StringBuilder();
        for (String name :
                TableKeys.TABLES.get(table.substring(table.indexOf('-') + 1)).names()) {
            key.append(item.attributes().get(name)).append('\n');
        }
        return key.toString();
    }

    private Item old(JsonObject write) {
        String table = write.member("TableName").asString();
        JsonObject item =
                write.find("Key").orElseGet(() -> write.member("Item")).asObject();
        return table(table).getOrDefault(key(table, Item.read(item)), new Item());
    }

    private void apply(JsonObject write, Item old) {
        String table = write.member("TableName").asString();
        Item item = write.find("Item").map(whole -> Item.read(whole.asObject())).orElseGet(() -> updated(write, old));
        table(table).put(key(table, item), item);
    }

    /** {@code SET #a = :a, #b = :b ADD #c :c}. */
    private static Item updated(JsonObject write, Item old) {
        Item item = Item.read(write.member("Key").asObject());
        item.attributes().putAll(old.attributes());
        String[] parts = write.member("UpdateExpression")
                .asString()
                .substring("SET ".length())
                .split(" ADD ");
        for (String assignment : parts[0].split(", ")) {
            String[] sides = assignment.split(" = ");
            item.with(name(write, sides[0]), value(write, sides[1]));
        }
        String[] sides = parts[1].split(" ");
        String name = name(write, sides[0]);
        long more = Long.parseLong(((Attribute.N) value(write, sides[1])).text());
        return item.with(name, item.number(name, 0) + more);
    }

    /** {@code attribute_not_exists(#a) OR #b < :b OR (#c = :c AND #d = :d)}. */
    private static boolean holds(JsonObject write, Item old) {
        String condition =
                write.find("ConditionExpression").map(JsonValue::asString).orElse("");
        if (condition.isEmpty()) {
            return true;
        }
        for (String part : condition.split(" OR ")) {
            String all = part.startsWith("(") ? part.substring(1, part.length() - 1) : part;
            if (java.util.Arrays.stream(all.split(" AND ")).allMatch(term -> isTrue(write, term, old))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrue(JsonObject write, String term, Item old) {
        if (term.startsWith("attribute_not_exists(")) {
            String name = name(write, term.substring(term.indexOf('(') + 1, term.length() - 1));
            return !old.attributes().containsKey(name);
        }
        return compares(write, term.split(" "), old);
    }

    private static boolean compares(JsonObject write, String[] words, Item old) {
        Attribute left = old.attributes().get(name(write, words[0]));
        Attribute right = value(write, words[2]);
        if (left == null) {
            return false;
        }
        int order = left instanceof Attribute.N n
                ? Long.compare(Long.parseLong(n.text()), Long.parseLong(((Attribute.N) right).text()))
                : ((Attribute.S) left).text().compareTo(((Attribute.S) right).text());
        return switch (words[1]) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case "=" -> order == 0;
            default -> throw new IllegalArgumentException(words[1]);
        };
    }

    private static String name(JsonObject write, String placeholder) {
        return write.member("ExpressionAttributeNames")
                .asObject()
                .member(placeholder)
                .asString();
    }

    private static Attribute value(JsonObject write, String placeholder) {
        return Attribute.read(write.member("ExpressionAttributeValues")
                .asObject()
                .member(placeholder)
                .asObject());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
