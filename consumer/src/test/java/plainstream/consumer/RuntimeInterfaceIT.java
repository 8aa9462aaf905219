package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.esm.FunctionError;
import plainstream.esm.FunctionProcess;
import plainstream.esm.FunctionSpec;
import plainstream.local.database.DynamoDb;

/** The function's package, in a process of its own, under AWS's own runtime interface client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client comes with native code for Linux alone")
class RuntimeInterfaceIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    @Test
    void eventsAndQueriesRunAsTheyShip() throws IOException, FunctionError {
        try (DynamoDb dynamoDb = DynamoDb.start()) {
            Local local = Local.fresh(dynamoDb);
            local.environment().put("LOG_LEVEL", "INFO");
            try (FunctionProcess events = function("EventsHandler", local.environment())) {
                TestEvent likes =
                        new TestEvent().like(0, 0, "tt1").like(0, 1, "tt1").keyedLike(0, 2, "tt1", "k");
                assertEquals("{\"batchItemFailures\":[]}", new String(events.invoke(likes.bytes(), LIMIT), UTF_8));
                assertThrows(FunctionError.class, () -> events.invoke("[]".getBytes(UTF_8), LIMIT));
            }
            // One after the other: each unpacks its native library to the same file of /tmp, and two at once crash.
            try (FunctionProcess queries = function("QueriesHandler", local.environment())) {
                byte[] request =
                        "{\"httpMethod\":\"GET\",\"path\":\"/likes/tt1\",\"multiValueHeaders\":{}}".getBytes(UTF_8);
                JsonObject answer = Json.parse(queries.invoke(request, LIMIT)).asObject();
                JsonObject body = Json.parse(answer.member("body").asString().getBytes(UTF_8))
                        .asObject();
                assertEquals(3, body.member("likes").asNumber().asLong());
            }
        }
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("\"_aws\"") && line.contains("RecordsStored\":3")),
                lines.toString());
        assertTrue(
                lines.stream()
                        .anyMatch(line ->
                                line.contains("\"message\":\"batch done\"") && line.contains("\"topic\":\"events\"")),
                lines.toString());
    }

    private FunctionProcess function(String handler, Map<String, String> environment) {
        List<String> classPath =
                new ArrayList<>(List.of(Path.of("target/function/lib").toAbsolutePath() + "/*"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.contains("aws-lambda-java-runtime-interface-client")
                    || entry.contains("aws-lambda-java-serialization")) {
                classPath.add(entry);
            }
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, classPath),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                "plainstream.consumer." + handler + "::handleRequest");
        return FunctionProcess.start(new FunctionSpec(handler, command, environment, lines::add));
    }
}
