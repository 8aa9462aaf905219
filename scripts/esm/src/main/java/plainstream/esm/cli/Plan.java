package plainstream.esm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import plainstream.esm.MappingSettings;
import plainstream.esm.Pollers;
import plainstream.esm.filter.FilterCriteria;

/**
 * A request as settings of a mapping, with AWS's limits and defaults; what needs provisioned mode on AWS needs it here.
 *
 * @param bootstrapServers the cluster
 * @param clusterArn its name on AWS; "" for a self-managed one
 * @param destination where records go that are given up; empty for nowhere
 * @param client further settings of Kafka's clients
 */
record Plan(
        MappingSettings settings,
        String bootstrapServers,
        String clusterArn,
        String functionName,
        boolean enabled,
        String destination,
        Map<String, Object> client) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int DEFAULT_BATCH = 100;
    private static final int MAXIMUM_POLLERS = 200;
    private static final int DAY_S = 86_400;

    /** AWS's guide, "Configuring error handling controls": these controls are offered in provisioned mode only. */
    private static final Map<String, String> PROVISIONED_ONLY = Map.of(
            "MaximumRetryAttempts", "--maximum-retry-attempts",
            "MaximumRecordAgeInSeconds", "--maximum-record-age-in-seconds",
            "BisectBatchOnFunctionError", "--bisect-batch-on-function-error",
            "FunctionResponseTypes", "--function-response-types");

    static Plan of(Words words) throws UsageException {
        var faults = new ArrayList<String>();
        JsonNode request = Request.of(words, faults);
        String servers = words.value(Option.BOOTSTRAP).orElseGet(() -> servers(request));
        if (servers.isEmpty()) {
            faults.add("--bootstrap-servers is missing: HOST:PORT of a broker");
        }
        provisioned(request, faults);
        var client = client(words, faults);
        String function =
                request.path("FunctionName").asText(words.value(Option.HANDLER).orElse("function"));
        MappingSettings settings = faults.isEmpty() ? settings(request, function, client, faults) : null;
        String destination =
                request.at("/DestinationConfig/OnFailure/Destination").asText("");
        if (settings != null
                && settings.source().topics().stream().anyMatch(topic -> destination.equals("kafka://" + topic))) {
            faults.add("the destination " + destination + " is also read: records would go round for ever");
        }
        if (!faults.isEmpty()) {
            throw new UsageException(faults);
        }
        return new Plan(
                settings,
                servers,
                arn(request),
                function,
                request.path("Enabled").asBoolean(true),
                destination,
                client);
    }

    private static String arn(JsonNode request) {
        boolean selfManaged = request.has("SelfManagedEventSource") || request.has("SelfManagedKafkaEventSourceConfig");
        return request.path("EventSourceArn").asText(selfManaged ? "" : MappingSettings.CLUSTER_ARN);
    }

    private static String servers(JsonNode request) {
        var servers = new ArrayList<String>();
        request.at("/SelfManagedEventSource/Endpoints/KAFKA_BOOTSTRAP_SERVERS")
                .forEach(server -> servers.add(server.asText()));
        return String.join(",", servers);
    }

    private static void provisioned(JsonNode request, List<String> faults) {
        if (request.has("ProvisionedPollerConfig")) {
            return;
        }
        PROVISIONED_ONLY.forEach((member, flag) -> {
            if (request.has(member)
                    && !request.get(member).equals(request.path("none"))
                    && !isOff(request.get(member))) {
                faults.add(
                        flag
                                + " works in provisioned mode only, as on AWS: add --provisioned-poller-config MinimumPollers=1");
            }
        });
    }

    private static boolean isOff(JsonNode value) {
        return value.isBoolean() && !value.asBoolean() || value.isInt() && value.asInt() == -1;
    }

    private static MappingSettings settings(
            JsonNode request, String function, Map<String, Object> client, List<String> faults) {
        var topics = new ArrayList<String>();
        request.path("Topics").forEach(topic -> topics.add(topic.asText()));
        String group = request.at("/AmazonManagedKafkaEventSourceConfig/ConsumerGroupId")
                .asText(request.at("/SelfManagedKafkaEventSourceConfig/ConsumerGroupId")
                        .asText("esm-" + function));
        int attempts = request.path("MaximumRetryAttempts").asInt(-1);
        var age = age(request.path("MaximumRecordAgeInSeconds").asInt(-1), faults);
        return check(
                faults,
                ignored -> new MappingSettings(
                        function,
                        new MappingSettings.Source(topics, group, start(request), pollers(request), client),
                        new MappingSettings.Batching(
                                request.path("BatchSize").asInt(DEFAULT_BATCH),
                                Duration.ofSeconds(request.path("MaximumBatchingWindowInSeconds")
                                        .asInt(0))),
                        new MappingSettings.Retry(
                                attempts,
                                age,
                                request.path("BisectBatchOnFunctionError").asBoolean(),
                                FIRST_PAUSE,
                                LONGEST_PAUSE),
                        request.path("FunctionResponseTypes").toString().contains("ReportBatchItemFailures"),
                        filters(request)));
    }

    private static Pollers pollers(JsonNode request) {
        JsonNode config = request.path("ProvisionedPollerConfig");
        return config.isMissingNode()
                ? Pollers.onDemand()
                : Pollers.provisioned(
                        pollers(config, "MinimumPollers", 1), pollers(config, "MaximumPollers", MAXIMUM_POLLERS));
    }

    private static int pollers(JsonNode config, String member, int otherwise) {
        String text = config.path(member).asText(String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(member + " is '" + text + "', legal: a whole number");
        }
        return Integer.parseInt(text);
    }

    private static MappingSettings check(List<String> faults, Function<Void, MappingSettings> make) {
        try {
            return make.apply(null);
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage());
            return null;
        }
    }

    private static Duration age(int seconds, List<String> faults) {
        if (seconds != -1 && (seconds < 60 || seconds > 7 * DAY_S)) {
            faults.add("MaximumRecordAgeInSeconds is " + seconds + ", legal: -1, or 60 to " + 7 * DAY_S);
        }
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    private static FilterCriteria filters(JsonNode request) {
        var patterns = new ArrayList<String>();
        request.at("/FilterCriteria/Filters")
                .forEach(filter -> patterns.add(filter.path("Pattern").asText()));
        return FilterCriteria.of(patterns);
    }

    private static MappingSettings.Start start(JsonNode request) {
        String position = request.path("StartingPosition").asText("TRIM_HORIZON");
        return switch (position) {
            case "TRIM_HORIZON" -> new MappingSettings.Start.TrimHorizon();
            case "LATEST" -> new MappingSettings.Start.Latest();
            case "AT_TIMESTAMP" ->
                new MappingSettings.Start.AtTimestamp(
                        time(request.path("StartingPositionTimestamp").asText()));
            default ->
                throw new IllegalArgumentException(
                        "StartingPosition is '" + position + "', legal: TRIM_HORIZON, LATEST, AT_TIMESTAMP");
        };
    }

    private static Instant time(String text) {
        try {
            return text.matches("[0-9]+(\\.[0-9]+)?")
                    ? Instant.ofEpochMilli((long) (Double.parseDouble(text) * 1000))
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "StartingPositionTimestamp is '" + text + "', legal: seconds since 1970, or 2026-11-26T12:00:00Z",
                    e);
        }
    }

    private static Map<String, Object> client(Words words, List<String> faults) {
        var client = new HashMap<String, Object>();
        words.value(Option.CLIENT).ifPresent(file -> {
            var properties = new Properties();
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                properties.load(in);
            } catch (IOException e) {
                faults.add("--client-properties: " + file + " cannot be read: " + e.getMessage());
            }
            properties.forEach((name, value) -> client.put((String) name, value));
        });
        return client;
    }
}
