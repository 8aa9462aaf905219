package plainstream.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.consumer.aws.Credentials;
import plainstream.consumer.dynamodb.DynamoDb;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.dynamodb.Read;
import plainstream.consumer.dynamodb.Retries;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.time.Deadline;
import plainstream.esm.host.Ports;
import plainstream.kit.Repository;
import plainstream.kit.Stack;
import plainstream.kit.Waits;

/**
 * The whole way: events through one stack into its tables and its archive, given back over the live tables, and to a stack that has
 * lost everything.
 */
class ReplayIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> TABLES = List.of("likes", "timestamps", "orders", "dead_letters", "idempotency");

    /** After a loss these tell the archive's time, and when this replay was; that they come back where they can is ArchivedRecordsIT's. */
    private static final Set<String> PROCESSING = Set.of("processedAt", "expiresAt");

    private static final int RECORDS = 11;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void changesNothingOverLiveTablesAndRestoresLostOnes() throws Exception {
        String lost;
        Path archive = folder.resolve("a/data/archive/records");
        try (var stack = Stack.start(folder.resolve("a"), Ports::free)) {
            intoTopics(stack);
            post(stack);
            await(() -> archived(archive) == RECORDS && rows(stack, "orders") == 1 && rows(stack, "timestamps") == 2);
            String before = contents(stack, Set.of());
            lost = contents(stack, PROCESSING);
            replay(stack, "--local");
            replay(stack, "--local");
            assertEquals(before, contents(stack, Set.of()));
        }
        try (var stack = Stack.start(folder.resolve("b"), Ports::free)) {
            replay(stack, "--local", "--folder", archive.toString());
            String restored = contents(stack, Set.of());
            replay(stack, "--local", "--folder", archive.toString());
            assertEquals(restored, contents(stack, Set.of()));
            assertEquals(lost, contents(stack, PROCESSING));
            assertTrue(restored.contains("\"likes\":{\"N\":\"5\"}"), restored);
        }
        assertEquals(RECORDS, archived(archive));
    }

    /** One like whose JSON has line breaks, and one record that can take no effect: as if production had seen them yesterday. */
    private void intoTopics(Stack stack) throws Exception {
        Path object = folder.resolve("yesterday/epoch-p/events/00000/0000000000000000000.jsonl.gz");
        Files.createDirectories(object.getParent());
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(object))) {
            gzip.write((line(0, "{\n\"movieId\":\r\n\"tt1\"}") + "\n" + line(1, "{\n}") + "\n").getBytes(UTF_8));
        }
        replay(
                stack,
                "--folder",
                folder.resolve("yesterday").toString(),
                "--speed",
                "max",
                "--into-topics",
                "127.0.0.1:" + stack.port("KAFKA_PORT"));
    }

    private static String line(long offset, String value) {
        String type = "plainstream.like.v1"
                .chars()
                .mapToObj(Integer::toString)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        return "{\"topic\":\"events\",\"partition\":0,\"offset\":" + offset
                + ",\"timestamp\":1795231052123,\"timestampType\":\"CREATE_TIME\",\"key\":\"dHQx\",\"value\":\""
                + Base64.getEncoder().encodeToString(value.getBytes(UTF_8)) + "\",\"headers\":[{\"ce_type\":[" + type
                + "]}],\"epoch\":\"p\",\"archivedAt\":\"2026-11-20T00:00:00.000000Z\"}";
    }

    private void post(Stack stack) throws Exception {
        String like = "{\"movieId\":\"tt1\"}";
        for (int i = 0; i < 3; i++) {
            post(stack, "/likes", like, "");
        }
        post(stack, "/likes", like, "key-1");
        post(stack, "/likes", like, "key-1");
        post(stack, "/app", "", "key-2");
        post(stack, "/app", "", "");
        post(stack, "/orders", "{\"OrderNo\":\"SO-1\",\"Customer\":\"Jones\",\"UnitCost\":1.950}", "");
    }

    private void post(Stack stack, String path, String body, String key) throws Exception {
        var request = HttpRequest.newBuilder(stack.url().resolve(path)).POST(BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        var response = client.send(request.build(), BodyHandlers.ofString());
        assertEquals(202, response.statusCode(), response.body());
    }

    private static void replay(Stack stack, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("scripts/replay.sh", "--yes"));
        command.addAll(List.of(options));
        var builder =
                new ProcessBuilder(command).directory(Repository.ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(stack.environment());
        var process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), output);
        assertEquals(0, process.exitValue(), output);
    }

    private static long archived(Path archive) throws IOException {
        long records = 0;
        if (Files.exists(archive)) {
            try (var files = Files.walk(archive)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    try (var gzip = new GZIPInputStream(Files.newInputStream(file))) {
                        records +=
                                new String(gzip.readAllBytes(), UTF_8).lines().count();
                    }
                }
            }
        }
        return records;
    }

    private static int rows(Stack stack, String table) {
        return items(stack, table).size();
    }

    private static List<Item> items(Stack stack, String table) {
        var endpoint = URI.create("http://127.0.0.1:" + stack.port("DYNAMODB_PORT"));
        var database = new DynamoDb(
                endpoint,
                "eu-central-1",
                () -> new Credentials("local", "local", ""),
                Clock.systemUTC(),
                Retries.DEFAULT);
        return database.read(Read.scan("plainstream-" + table, 1_000, new Item()), Deadline.inMs(10_000))
                .items();
    }

    private static String contents(Stack stack, Set<String> without) {
        var rows = new TreeSet<String>();
        for (String table : TABLES) {
            for (Item item : items(stack, table)) {
                var attributes = new TreeMap<>(item.attributes());
                attributes.keySet().removeAll(without);
                Item sorted = new Item();
                attributes.forEach(sorted::with);
                var row = new JsonWriter();
                sorted.write(row);
                rows.add(table + " " + new String(row.toBytes(), UTF_8));
            }
        }
        return String.join("\n", rows);
    }

    private static void await(Waits.Condition condition) {
        Waits.until("what was awaited", LIMIT, condition);
    }
}
