package plainstream.esm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.esm.MappingSettings;
import plainstream.esm.Pollers;

class PlanTest {
    private static final String POLLERS = "--provisioned-poller-config";

    @TempDir
    Path folder;

    @Test
    void hasAwsDefaults() throws Exception {
        var plan = plan("--bootstrap-servers", "b:9092", "--topics", "t");
        assertEquals(100, plan.settings().batching().size());
        assertEquals(Duration.ZERO, plan.settings().batching().window());
        assertEquals(
                new MappingSettings.Start.TrimHorizon(),
                plan.settings().source().start());
        assertEquals(-1, plan.settings().retry().maximumAttempts());
        assertEquals(Pollers.onDemand(), plan.settings().source().pollers());
        assertEquals(Duration.ZERO, plan.settings().retry().maximumAge());
        assertEquals(false, plan.settings().partialBatchResponse());
        assertEquals(true, plan.enabled());
        assertEquals("esm-function", plan.settings().source().groupId());
    }

    @Test
    void takesEveryOption() throws Exception {
        var plan = plan(
                "--bootstrap-servers=b:9092",
                "--topics",
                "a",
                "b",
                "--function-name",
                "f",
                "--batch-size",
                "7",
                "--maximum-batching-window-in-seconds",
                "3",
                "--starting-position",
                "AT_TIMESTAMP",
                "--starting-position-timestamp",
                "2026-11-26T12:00:00Z",
                "--no-enabled",
                POLLERS,
                "MinimumPollers=2,MaximumPollers=4",
                "--maximum-retry-attempts",
                "5",
                "--maximum-record-age-in-seconds",
                "60",
                "--bisect-batch-on-function-error",
                "--function-response-types",
                "ReportBatchItemFailures",
                "--destination-config",
                "{\"OnFailure\":{\"Destination\":\"kafka://dead\"}}",
                "--filter-criteria",
                "{\"Filters\":[{\"Pattern\":\"{\\\"value\\\":[\\\"x\\\"]}\"}]}",
                "--event-source-arn",
                "arn:x");
        var settings = plan.settings();
        assertEquals(List.of("a", "b"), settings.source().topics());
        assertEquals(
                new MappingSettings.Start.AtTimestamp(Instant.parse("2026-11-26T12:00:00Z")),
                settings.source().start());
        assertEquals(Pollers.provisioned(2, 4), settings.source().pollers());
        assertEquals(new MappingSettings.Batching(7, Duration.ofSeconds(3)), settings.batching());
        assertEquals(5, settings.retry().maximumAttempts());
        assertEquals(Duration.ofSeconds(60), settings.retry().maximumAge());
        assertEquals(true, settings.retry().bisect() && settings.partialBatchResponse());
        assertEquals(1, settings.filter().filters().size());
        assertEquals(
                List.of("f", "kafka://dead", "arn:x", false),
                List.of(plan.functionName(), plan.destination(), plan.clusterArn(), plan.enabled()));
    }

    @Test
    void takesPollersAsAwsDoes() throws Exception {
        var words = List.of("--bootstrap-servers", "b:9092", "--topics", "t", POLLERS);
        var plan = plan(
                Stream.concat(words.stream(), Stream.of("MinimumPollers=3")).toArray(String[]::new));
        assertEquals(
                new Pollers(3, 200, 5_000_000, Duration.ofMinutes(1)),
                plan.settings().source().pollers());
        for (String wrong : List.of(
                "MinimumPollers=0",
                "MinimumPollers=201",
                "MinimumPollers=3,MaximumPollers=2",
                "MaximumPollers=2001",
                "MinimumPollers=few")) {
            var faults = faults(Stream.concat(words.stream(), Stream.of(wrong)).toArray(String[]::new));
            assertTrue(faults.getFirst().contains("ollers"), faults::toString);
        }
    }

    @Test
    void takesTheSkeletonOfAwsCli() throws Exception {
        Path file = Files.writeString(folder.resolve("in.json"), """
                {"FunctionName":"f","Topics":["t"],"BatchSize":9,"Enabled":true,"SelfManagedEventSource":{"Endpoints":
                {"KAFKA_BOOTSTRAP_SERVERS":["a:1","b:2"]}},"SelfManagedKafkaEventSourceConfig":{"ConsumerGroupId":"g"}}""");
        var plan = plan("--cli-input-json", "file://" + file, "--batch-size", "3");
        assertEquals("a:1,b:2", plan.bootstrapServers());
        assertEquals("g", plan.settings().source().groupId());
        assertEquals("", plan.clusterArn());
        assertEquals(3, plan.settings().batching().size());
    }

    @Test
    void takesTheGroupOfEitherKindOfCluster() throws Exception {
        for (String option :
                List.of("--amazon-managed-kafka-event-source-config", "--self-managed-kafka-event-source-config")) {
            var plan = plan("--bootstrap-servers", "b:9092", "--topics", "t", option, "ConsumerGroupId=mine");
            assertEquals("mine", plan.settings().source().groupId());
        }
    }

    @Test
    void refusesWhatNeedsProvisionedMode() throws Exception {
        for (List<String> option : List.of(
                List.of("--maximum-retry-attempts", "3"),
                List.of("--maximum-record-age-in-seconds", "60"),
                List.of("--bisect-batch-on-function-error"),
                List.of("--function-response-types", "ReportBatchItemFailures"))) {
            var words = new java.util.ArrayList<>(List.of("--bootstrap-servers", "b:9092", "--topics", "t"));
            words.addAll(option);
            var faults = faults(words.toArray(String[]::new));
            assertTrue(
                    faults.getFirst().contains(option.getFirst())
                            && faults.getFirst().contains("provisioned mode"),
                    faults::toString);
            words.addAll(List.of(POLLERS, "MinimumPollers=1"));
            plan(words.toArray(String[]::new));
        }
    }

    @Test
    void refusesADestinationThatIsRead() {
        var faults = faults(
                "--bootstrap-servers",
                "b:9092",
                "--topics",
                "t",
                "--destination-config",
                "{\"OnFailure\":{\"Destination\":\"kafka://t\"}}");
        assertTrue(faults.getFirst().contains("round for ever"), faults::toString);
    }

    @Test
    void readsSettingsOfTheClient() throws Exception {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n");
        var plan = plan("--bootstrap-servers", "b:9092", "--topics", "t", "--client-properties", file.toString());
        assertEquals("SCRAM-SHA-512", plan.settings().source().client().get("sasl.mechanism"));
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertEquals(2, faults("--topics", "t", "--batch-size", "many").size());
        assertEquals(
                List.of(
                        "MaximumRecordAgeInSeconds is 5, legal: -1, or 60 to 604800",
                        "mapping function: batchSize: 1–10,000; window: 0–300 s"),
                faults(
                        "--bootstrap-servers",
                        "b:9092",
                        "--topics",
                        "t",
                        POLLERS,
                        "MinimumPollers=1",
                        "--batch-size",
                        "0",
                        "--maximum-batching-window-in-seconds",
                        "301",
                        "--maximum-record-age-in-seconds",
                        "5"));
        assertTrue(faults("--bootstrap-servers", "b:9092", "--topics", "t", "--starting-position", "EARLIEST")
                .getFirst()
                .contains("legal: TRIM_HORIZON"));
    }

    @Test
    void tellsWordsThatAreNoOptions() {
        var e = assertThrows(UsageException.class, () -> Words.of("run", "--topic", "t", "--step=yes", "--batch-size"));
        assertEquals(4, e.faults().size(), e.faults()::toString);
    }

    private static Plan plan(String... options) throws UsageException {
        return Plan.of(Words.of(options));
    }

    private static List<String> faults(String... options) {
        return assertThrows(UsageException.class, () -> plan(options)).faults();
    }
}
