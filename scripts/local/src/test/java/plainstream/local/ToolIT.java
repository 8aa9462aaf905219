package plainstream.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.cli.Main;
import plainstream.kit.Topic;
import plainstream.local.broker.Broker;

/** The command line tool {@code esm}, as a stranger uses it: a topic, a function of a few lines, and a poison record. */
class ToolIT {
    private static final String HANDLER = """
            import base64
            def handler(event, context):
                for records in event["records"].values():
                    for record in records:
                        text = base64.b64decode(record["value"]).decode()
                        print("got", text)
                        if text == "poison":
                            raise ValueError("poison")
            """;

    @TempDir
    static Path folder;

    private static Broker broker;
    private static Path function;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Topic topic;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start(folder.resolve("kafka"));
        function = Files.writeString(folder.resolve("app.py"), HANDLER);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void create() throws Exception {
        topic = Topic.create(broker.bootstrapServers(), "t-" + UUID.randomUUID(), 1);
    }

    @Test
    void findsThePoisonRecordAndPutsItIntoATopic() throws Exception {
        var dead = Topic.create(broker.bootstrapServers(), "dead-" + UUID.randomUUID(), 1);
        topic.send(0, "a", "b", "poison", "c");
        int status = run(
                "",
                "--provisioned-poller-config",
                "MinimumPollers=1",
                "--maximum-retry-attempts",
                "0",
                "--bisect-batch-on-function-error",
                "--destination-config",
                "{\"OnFailure\":{\"Destination\":\"kafka://" + dead.name() + "\"}}",
                "--until-idle",
                "3");
        assertEquals(0, status, text());
        assertEquals(4, topic.committed("esm-app.handler", 0));
        int idle = run("", List.of(dead.name()), "--until-idle", "2", "--function-name", "reader");
        assertEquals(0, idle);
        assertTrue(text().contains("got c\n"), text());
        assertTrue(text().lines().filter("got poison"::equals).count() > 1, text());
        assertTrue(text().contains("dropped 1"), text());
    }

    @Test
    void recordsAndReplays() throws Exception {
        topic.send(0, "a", "b");
        Path recording = folder.resolve("recording.jsonl");
        assertEquals(0, run("", "--until-idle", "2", "--record", recording.toString()));
        assertEquals(0, Main.run(in(""), stream(), stream(), replay(recording, function)), text());
        Path changed = Files.writeString(
                folder.resolve("changed.py"), "def handler(event, context):\n    return {\"n\": 1}\n");
        assertEquals(1, Main.run(in(""), stream(), stream(), replay(recording, changed)), text());
        assertTrue(text().contains("now:  {\"n\": 1}"), text());
    }

    @Test
    void waitsUntilItIsEnabled() throws Exception {
        topic.send(0, "a");
        var keyboard = new PipedWriter();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(1_500);
                out.write("(enabling)\n".getBytes(UTF_8));
                keyboard.write("enable\n");
                keyboard.flush();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        var reader = new BufferedReader(new PipedReader(keyboard));
        assertEquals(
                0,
                Main.run(
                        reader,
                        stream(),
                        stream(),
                        arguments(List.of(topic.name()), "--no-enabled", "--until-idle", "4")));
        thread.join();
        assertTrue(text().indexOf("(enabling)") < text().indexOf("got a"), text());
        assertTrue(text().contains("got a"), text());
    }

    @Test
    void saysWhatIsWrongAndNothingElse() {
        assertEquals(2, Main.run(in(""), stream(), stream(), "run", "--topics", "t", "--batch-size", "x"));
        assertEquals(2, Main.run(in(""), stream(), stream(), "walk"));
        assertEquals(0, Main.run(in(""), stream(), stream(), "--help"));
        assertTrue(text().contains("--bootstrap-servers is missing"), text());
    }

    private int run(String input, String... options) {
        return run(input, List.of(topic.name()), options);
    }

    private int run(String input, List<String> topics, String... options) {
        return Main.run(in(input), stream(), stream(), arguments(topics, options));
    }

    private static String[] arguments(List<String> topics, String... options) {
        var arguments = new ArrayList<>(List.of("run", "--bootstrap-servers", broker.bootstrapServers(), "--topics"));
        arguments.addAll(topics);
        arguments.addAll(List.of("--code", function.toString(), "--handler", "app.handler"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private static String[] replay(Path recording, Path code) {
        return new String[] {
            "replay", "--replay", recording.toString(), "--code", code.toString(), "--handler", "app.handler"
        };
    }

    private PrintStream stream() {
        return new PrintStream(out, true, UTF_8);
    }

    private static BufferedReader in(String text) {
        return new BufferedReader(new StringReader(text));
    }

    private String text() {
        return out.toString(UTF_8);
    }
}
