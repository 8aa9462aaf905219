package plainstream.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import plainstream.esm.FunctionSpec;
import plainstream.esm.MappingSettings;
import plainstream.local.archive.Archive;
import plainstream.local.balancer.Route;
import plainstream.local.database.Tables;
import plainstream.local.page.LivePage;

/**
 * What runs, as {@code stack.json} says it. Paths are relative to the folder from which the stack is started.
 *
 * @param data folder of everything that the stack writes
 * @param tables DynamoDB CreateTable requests
 * @param timeToLive attribute per table
 * @param seeds items for tables
 * @param functions what runs as Lambda functions
 * @param service what runs behind the load balancer
 * @param mappings what gives topics' records to functions
 * @param routes what the load balancer gives to functions
 * @param archives what keeps topics' records in files
 * @param page what the live page can do here; without it there is none
 */
record StackFile(
        Path data,
        List<JsonNode> tables,
        Map<String, String> timeToLive,
        List<Tables.Seed> seeds,
        List<Function> functions,
        Service service,
        List<MappingEntry> mappings,
        List<Route> routes,
        List<Archive.Settings> archives,
        LivePage.Settings page) {
    /** A Java function; {@code concurrency} is the most environments at once. */
    record Function(
            String name,
            String handler,
            List<Path> classPath,
            Map<String, String> environment,
            int timeoutSeconds,
            int concurrency) {
        FunctionSpec spec(java.util.function.Consumer<String> lines) {
            return FunctionSpec.java(name, handler, classPath, environment, lines);
        }
    }

    /** A program that serves HTTP on API_PORT; {@code ready} is the path that answers 200 when it does. */
    record Service(String name, List<String> command, Map<String, String> environment, String ready, int stopSeconds) {}

    /** An event source mapping; what is left out has AWS's default, except the window. */
    record MappingEntry(
            String name,
            String function,
            List<String> topics,
            String startingPosition,
            double startingPositionTimestamp,
            Integer batchSize,
            int maximumBatchingWindowMs,
            Integer pollers,
            Integer maximumRetryAttempts,
            int maximumRecordAgeSeconds,
            boolean bisectBatchOnFunctionError,
            boolean reportBatchItemFailures,
            Path onFailure) {
        private static final int BATCH_SIZE = 100;
        private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
        private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

        MappingSettings settings() {
            var source = new MappingSettings.Source(topics, name, start(), Objects.requireNonNullElse(pollers, 1));
            var batching = new MappingSettings.Batching(
                    Objects.requireNonNullElse(batchSize, BATCH_SIZE), Duration.ofMillis(maximumBatchingWindowMs));
            var retry = new MappingSettings.Retry(
                    Objects.requireNonNullElse(maximumRetryAttempts, -1),
                    Duration.ofSeconds(maximumRecordAgeSeconds),
                    bisectBatchOnFunctionError,
                    FIRST_PAUSE,
                    LONGEST_PAUSE);
            return new MappingSettings(name, source, batching, retry, reportBatchItemFailures);
        }

        private MappingSettings.Start start() {
            return switch (startingPosition) {
                case "TRIM_HORIZON" -> new MappingSettings.Start.TrimHorizon();
                case "LATEST" -> new MappingSettings.Start.Latest();
                case "AT_TIMESTAMP" ->
                    new MappingSettings.Start.AtTimestamp(
                            Instant.ofEpochMilli((long) (startingPositionTimestamp * 1000)));
                case null, default ->
                    throw new IllegalArgumentException("mapping " + name
                            + ": startingPosition: TRIM_HORIZON, LATEST or AT_TIMESTAMP, not " + startingPosition);
            };
        }
    }

    /** The function of each mapping, by their names. */
    Map<String, String> functionOf() {
        return mappings.stream().collect(Collectors.toMap(MappingEntry::name, MappingEntry::function));
    }

    /** Puts the values in the places of {@code ${NAME}} and reads the text. */
    static StackFile parse(String text, Map<String, String> values) throws JsonProcessingException {
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return new ObjectMapper().readValue(text, StackFile.class);
    }
}
