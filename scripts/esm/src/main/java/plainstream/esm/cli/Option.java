package plainstream.esm.cli;

import java.util.Arrays;
import java.util.Optional;

/** Every option; those with a member are AWS's, and stand in the JSON of {@code --cli-input-json} under that name. */
enum Option {
    TOPICS("--topics", "TOPIC …", "Topics", "what to read; AWS takes one"),
    FUNCTION_NAME("--function-name", "NAME", "FunctionName", "what the function is called"),
    EVENT_SOURCE_ARN("--event-source-arn", "ARN", "EventSourceArn", "of the cluster, for the event"),
    BATCH_SIZE("--batch-size", "N", "BatchSize", "most records of a batch, 1 to 10000 (100)"),
    WINDOW(
            "--maximum-batching-window-in-seconds",
            "S",
            "MaximumBatchingWindowInSeconds",
            "0 to 300 (0.5 on AWS for Kafka)"),
    STARTING_POSITION(
            "--starting-position", "P", "StartingPosition", "TRIM_HORIZON, LATEST, AT_TIMESTAMP (TRIM_HORIZON)"),
    STARTING_TIME("--starting-position-timestamp", "T", "StartingPositionTimestamp", "seconds since 1970, or ISO 8601"),
    ENABLED("--enabled", "", "Enabled", "begin at once (the default)"),
    NOT_ENABLED("--no-enabled", "", "Enabled", "connect, and wait for \"enable\" on standard input"),
    ATTEMPTS("--maximum-retry-attempts", "N", "MaximumRetryAttempts", "-1 to 10000 (-1: for ever)"),
    AGE("--maximum-record-age-in-seconds", "S", "MaximumRecordAgeInSeconds", "-1, or 60 to 604800 (-1: any)"),
    BISECT("--bisect-batch-on-function-error", "", "BisectBatchOnFunctionError", "halve a batch that fails"),
    NO_BISECT("--no-bisect-batch-on-function-error", "", "BisectBatchOnFunctionError", "do not (the default)"),
    RESPONSE_TYPES("--function-response-types", "T …", "FunctionResponseTypes", "ReportBatchItemFailures"),
    FILTERS("--filter-criteria", "JSON", "FilterCriteria", "{\"Filters\":[{\"Pattern\":\"…\"}]}, up to 5"),
    DESTINATION("--destination-config", "JSON", "DestinationConfig", "{\"OnFailure\":{\"Destination\":\"…\"}}"),
    POLLERS("--provisioned-poller-config", "K=V,…", "ProvisionedPollerConfig", "MinimumPollers=1,MaximumPollers=2"),
    MSK(
            "--amazon-managed-kafka-event-source-config",
            "K=V",
            "AmazonManagedKafkaEventSourceConfig",
            "ConsumerGroupId=…"),
    SELF("--self-managed-kafka-event-source-config", "K=V", "SelfManagedKafkaEventSourceConfig", "ConsumerGroupId=…"),
    SELF_SOURCE(
            "--self-managed-event-source",
            "JSON",
            "SelfManagedEventSource",
            "{\"Endpoints\":{\"KAFKA_BOOTSTRAP_SERVERS\":[…]}}"),
    INPUT("--cli-input-json", "FILE", "", "that command's skeleton, filled in; file://… as well"),

    BOOTSTRAP("--bootstrap-servers", "HOST:PORT,…", "", "the cluster"),
    CLIENT("--client-properties", "FILE", "", "Kafka's own settings: TLS, SCRAM, IAM"),
    FUNCTION(
            "--function",
            "WHAT",
            "",
            "a command that speaks the Runtime API, a URL of the runtime interface emulator, or an ARN on AWS"),
    CODE("--code", "PATH", "", "a jar or folder (Java), a .py or a .mjs/.js file; with --handler"),
    HANDLER("--handler", "NAME", "", "as on Lambda: com.example.Handler, app.handler, index.handler"),
    ENVIRONMENT("--environment", "K=V …", "", "variables of the function"),
    TIMEOUT("--timeout", "S", "", "of the function, 1 to 900 (3)"),
    CONCURRENCY(
            "--concurrency", "N", "", "most environments at once, 1 to 100 (5, as many as a poller has invocations)"),
    UNTIL_IDLE("--until-idle", "S", "", "end when nothing came for so long; else Ctrl-C ends"),
    METRICS("--metrics", "FILE", "", "counts once a minute and at the end, a JSON line each (- for standard output)"),
    RECORD("--record", "FILE", "", "write each invocation with its answer"),
    STEP("--step", "", "", "hold each batch and ask what to do with it"),
    CHAOS("--chaos", "SEED", "", "deliver again, fail, delay and kill, the same for the same seed"),
    VALUE("--value", "TEXT", "", "of \"check\": what your records hold ({\"esm\":\"check\"})"),
    REPLAY("--replay", "FILE", "", "of \"replay\": what --record wrote"),
    HELP("--help", "", "", "this text");

    private final String flag;
    private final String value;
    private final String member;
    private final String text;

    Option(String flag, String value, String member, String text) {
        this.flag = flag;
        this.value = value;
        this.member = member;
        this.text = text;
    }

    static Optional<Option> named(String flag) {
        return Arrays.stream(values())
                .filter(option -> option.flag.equals(flag))
                .findFirst();
    }

    String flag() {
        return flag;
    }

    /** Of AWS's request; empty for an option of ours. */
    String member() {
        return member;
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    boolean takesMany() {
        return value.endsWith("…") && value.contains(" ");
    }

    String help() {
        return "  %-48s %s".formatted(flag + (value.isEmpty() ? "" : " " + value), text);
    }
}
