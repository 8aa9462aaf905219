package plainstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.host.Child;
import plainstream.kit.Topic;
import plainstream.kit.Waits;

/** The whole stack as a user starts it, with a service and a function of the tests' own. */
class StackIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    @TempDir
    Path folder;

    private List<String> lines;
    private Map<String, String> environment;
    private final HttpClient client = HttpClient.newHttpClient();
    private Child stack;

    @BeforeEach
    void start() throws Exception {
        var launched = TestStack.launch(folder);
        stack = launched.process();
        environment = launched.environment();
        lines = launched.lines();
        awaitTrue(() -> lines.stream().anyMatch(line -> line.startsWith("broker alone")));
    }

    @AfterEach
    void stop() {
        stack.close();
        client.close();
    }

    @Test
    void servesRoutesMapsAndStopsInOrder() throws Exception {
        assertEquals("hello", get("/x"));
        var topic = Topic.create("127.0.0.1:" + environment.get("KAFKA_PORT"), "t", 1);
        topic.send(0, "value");
        awaitTrue(() -> lines.stream().anyMatch(line -> line.startsWith("sample     | event of ")));
        assertEquals(502, status("/function"));
        var aws = Files.readString(folder.resolve("data/aws"));
        assertEquals("{\"Message\":\"no such function\"}", post(aws + "/2015-03-31/functions/none/invocations"));
        assertTrue(post(aws + "/things/key").contains("<Code>AccessDenied</Code>"));

        var pids = pids();
        assertEquals(4, pids.size());
        assertTrue(stack.stop(LIMIT));
        assertTrue(pids.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
        assertEquals(
                List.of(
                        "load balancer",
                        "api",
                        "mapping m",
                        "function sample",
                        "aws",
                        "control",
                        "kafka",
                        "access",
                        "dynamodb"),
                lines.stream()
                        .filter(line -> line.startsWith("stopped "))
                        .map(line -> line.substring("stopped ".length()))
                        .toList());
    }

    @Test
    void leavesNoProcessBehindWhenItIsKilled() throws Exception {
        var pids = pids();
        ProcessHandle.of(stack.pid()).orElseThrow().destroyForcibly();
        awaitTrue(() -> pids.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
    }

    @Test
    void endsWithTheLastWordsOfAPartThatDies() throws Exception {
        status("/die");
        awaitTrue(() -> !stack.isAlive());
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("api \\(pid \\d+\\) died with status 9; .*")),
                lines::toString);
    }

    @Test
    void endsWithTheLastWordsOfABrokerThatDies() throws Exception {
        String pid = columns()
                .filter(columns -> columns[0].equals("kafka"))
                .findFirst()
                .orElseThrow()[2];
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
        awaitTrue(() -> !stack.isAlive());
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("kafka \\(pid " + pid + "\\) died with status 137; .*")),
                lines::toString);
    }

    @Test
    void stopsAndStartsTheBrokerAlone() throws Exception {
        var control = Files.readString(folder.resolve("data/control"));
        assertTrue(post(control + "/broker/stop").endsWith("is stopped\n"));
        assertTrue(post(control + "/broker/start").contains(" runs, pid "));
        assertEquals("hello", get("/x"));
        assertTrue(stack.isAlive());
    }

    @Test
    void pausesTheDatabaseAndLetsItGoOn() throws Exception {
        assertTrue(script("database.sh", "pause").contains(" is paused, pid "));
        assertTrue(script("database.sh", "status").contains(" is paused, pid "));
        assertTrue(script("database.sh", "go").contains(" runs, pid "));
        assertTrue(script("broker.sh", "status").contains(" runs, pid "));
    }

    /** As a person would from any folder. */
    private String script(String name, String command) throws Exception {
        var builder = new ProcessBuilder(Path.of(name).toAbsolutePath().toString(), command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("DATA", folder.resolve("data").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private List<Long> pids() {
        return columns().map(columns -> Long.parseLong(columns[2])).toList();
    }

    /** The rows of the overview that have a process: name, address, pid, log. */
    private Stream<String[]> columns() {
        return lines.stream()
                .map(line -> line.split(" {2,}| (?=\\d+ +/)"))
                .filter(columns -> columns.length == 4 && columns[2].matches("\\d+"));
    }

    private String get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private int status(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + environment.get("LB_PORT") + path);
    }

    private String post(String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private void awaitTrue(Waits.Condition condition) {
        Waits.until(() -> "what was awaited:\n" + String.join("\n", lines), LIMIT, condition);
    }
}
