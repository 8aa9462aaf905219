package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.MemoryTables;
import plainstream.consumer.dynamodb.TestTables;
import plainstream.consumer.json.JsonWriter;
import plainstream.local.database.DynamoDb;

/** The tables in memory, with which thousands of histories are tried, answer every call of a history as the real engine does. */
class MemoryTablesIT {
    private static final int SEEDS = 8;
    private static final Pattern CODE = Pattern.compile("\"(?:Code|__type)\":\"(?:[^\"#]*#)?([A-Za-z]+)\"");
    private static final List<String> TABLES = List.of("likes", "timestamps", "orders", "dead_letters", "idempotency");

    private record Call(String operation, String body) {}

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answerEveryCallOfAHistoryAsTheEngineDoes() throws Exception {
        int refused = 0;
        try (DynamoDb engine = DynamoDb.start();
                MemoryTables memory = new MemoryTables()) {
            TestTables real = new TestTables(engine.endpoint(), "x-", new Credentials("local", "local", ""));
            real.create();
            for (long seed = 1; seed <= SEEDS; seed++) {
                List<Call> calls = calls(seed);
                memory.clear();
                for (String table : TABLES) {
                    real.empty(table);
                }
                for (Call call : calls) {
                    String answer = answer(engine.endpoint(), call);
                    assertEquals(answer, answer(memory.endpoint(), call), "seed " + seed + " " + call);
                    refused += answer.startsWith("400") ? 1 : 0;
                }
                for (String table : TABLES) {
                    assertEquals(rows(real.all(table)), rows(memory.all("x-" + table)), "seed " + seed + " " + table);
                }
            }
        }
        assertTrue(refused > SEEDS, "hardly anything was refused: " + refused);
    }

    /** What the function asks for while a history goes on. */
    private static List<Call> calls(long seed) throws IOException, InterruptedException {
        List<Call> calls = Collections.synchronizedList(new ArrayList<>());
        try (Quiet _ = new Quiet();
                MemoryTables tables = new MemoryTables()) {
            tables.listen((operation, body) -> calls.add(new Call(operation, body)));
            new History(seed, tables).run();
        }
        return calls;
    }

    /** The status, and why each part was refused. */
    private String answer(URI endpoint, Call call) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + call.operation)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20261121/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(call.body))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        List<String> codes = response.statusCode() == 200
                ? List.of()
                : CODE.matcher(response.body())
                        .results()
                        .map((MatchResult code) -> code.group(1))
                        .sorted()
                        .toList();
        return response.statusCode() + " " + codes;
    }

    private static TreeSet<String> rows(List<Item> items) {
        TreeSet<String> rows = new TreeSet<>();
        for (Item item : items) {
            Item sorted = new Item();
            new TreeMap<>(item.attributes()).forEach(sorted::with);
            JsonWriter row = new JsonWriter();
            sorted.write(row);
            rows.add(new String(row.toBytes(), UTF_8));
        }
        return rows;
    }
}
