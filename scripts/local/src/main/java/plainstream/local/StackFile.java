package plainstream.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import plainstream.esm.Destination;
import plainstream.esm.FunctionSpec;
import plainstream.esm.MappingSettings;
import plainstream.esm.Pollers;
import plainstream.esm.filter.FilterCriteria;
import plainstream.local.page.LivePage;

/**
 * What of the pipeline is local, as {@code stack.json} says it. Paths are relative to the folder from which the stack is started.
 *
 * @param data folder of everything that the stack writes
 * @param pipeline the description of what runs
 * @param prefix what the tables' names begin with
 * @param functions how each function of the pipeline runs here
 * @param service what runs behind the load balancer
 * @param mapping how every mapping of the pipeline works here
 * @param buckets folders that functions reach as buckets of S3
 * @param page what the live page can do here; without it there is none
 */
record StackFile(
        Path data,
        Path pipeline,
        String prefix,
        Map<String, Function> functions,
        Service service,
        Mapping mapping,
        Map<String, Path> buckets,
        LivePage.Settings page) {
    /** A Java function; {@code concurrency} is the most environments at once. */
    record Function(List<Path> classPath, Map<String, String> environment, int timeoutSeconds, int concurrency) {
        /** It signs with its own name: that is how the database knows it. */
        FunctionSpec spec(String name, String handler, Consumer<String> lines) {
            var variables = new HashMap<>(environment);
            variables.put("AWS_ACCESS_KEY_ID", name);
            variables.put("AWS_SECRET_ACCESS_KEY", name);
            return FunctionSpec.java(name, handler, classPath, variables, lines);
        }
    }

    /** A program that serves HTTP on API_PORT; {@code ready} is the path that answers 200 when it does. */
    record Service(String name, List<String> command, Map<String, String> environment, String ready, int stopSeconds) {}

    /** How an event source mapping works; what is left out has AWS's default, except the window. */
    record Mapping(
            String startingPosition,
            double startingPositionTimestamp,
            Integer batchSize,
            int maximumBatchingWindowMs,
            Integer pollers,
            Integer maximumRetryAttempts,
            int maximumRecordAgeSeconds,
            boolean bisectBatchOnFunctionError,
            boolean reportBatchItemFailures,
            Path onFailure,
            Map<String, List<String>> filterPatterns) {
        private static final int BATCH_SIZE = 100;
        private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
        private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

        MappingSettings settings(String name, String topic) {
            var source = new MappingSettings.Source(
                    List.of(topic), name, start(), Pollers.fixed(Objects.requireNonNullElse(pollers, 1)));
            var batching = new MappingSettings.Batching(
                    Objects.requireNonNullElse(batchSize, BATCH_SIZE), Duration.ofMillis(maximumBatchingWindowMs));
            var retry = new MappingSettings.Retry(
                    Objects.requireNonNullElse(maximumRetryAttempts, -1),
                    Duration.ofSeconds(maximumRecordAgeSeconds),
                    bisectBatchOnFunctionError,
                    FIRST_PAUSE,
                    LONGEST_PAUSE);
            return new MappingSettings(name, source, batching, retry, reportBatchItemFailures, filter(topic));
        }

        /** By topic, as Terraform's {@code filter_patterns}; a topic without any is not filtered. */
        private FilterCriteria filter(String topic) {
            return FilterCriteria.of(Objects.requireNonNullElse(filterPatterns, Map.<String, List<String>>of())
                    .getOrDefault(topic, List.of()));
        }

        /** A file of the mapping's own in the folder {@code onFailure}, if one is named. */
        Optional<Destination> destination(String name) {
            return Optional.ofNullable(onFailure).map(folder -> Destination.file(folder.resolve(name + ".jsonl")));
        }

        private MappingSettings.Start start() {
            return switch (startingPosition) {
                case "TRIM_HORIZON" -> new MappingSettings.Start.TrimHorizon();
                case "LATEST" -> new MappingSettings.Start.Latest();
                case "AT_TIMESTAMP" ->
                    new MappingSettings.Start.AtTimestamp(
                            Instant.ofEpochMilli((long) (startingPositionTimestamp * 1000)));
                case null, default ->
                    throw new IllegalArgumentException(
                            "startingPosition: TRIM_HORIZON, LATEST or AT_TIMESTAMP, not " + startingPosition);
            };
        }
    }

    /** How a function of the pipeline runs here; nothing said about it is an error. */
    Function function(String name) {
        return Optional.ofNullable(functions.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the pipeline has a function " + name
                        + ", and the stack's file does not say how it runs here"));
    }

    /** Puts the values in the places of {@code ${NAME}} and reads the text. */
    static StackFile parse(String text, Map<String, String> values) throws JsonProcessingException {
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return new ObjectMapper().readValue(text, StackFile.class);
    }
}
