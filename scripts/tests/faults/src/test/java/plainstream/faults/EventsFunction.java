package plainstream.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import plainstream.consumer.json.Json;
import plainstream.esm.FunctionError;
import plainstream.esm.FunctionProcess;
import plainstream.kit.Event;
import plainstream.kit.MskEvent;
import plainstream.kit.Repository;

/** The function {@code events} as it ships, in a process of its own that can be killed. */
final class EventsFunction implements AutoCloseable {
    static final String HANDLER = "plainstream.consumer.EventsHandler";
    static final List<Path> CLASS_PATH = List.of(Repository.ROOT.resolve("consumer/target/function/lib/*"));
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final FunctionProcess process;

    private EventsFunction(Map<String, String> environment) {
        process = FunctionProcess.start(HANDLER, CLASS_PATH, environment, lines::add);
    }

    static EventsFunction start(URI database, boolean partialBatchResponse) {
        return start(environment(database, partialBatchResponse));
    }

    static EventsFunction start(Map<String, String> environment) {
        return new EventsFunction(environment);
    }

    static Map<String, String> environment(URI database, boolean partialBatchResponse) {
        return Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_ENDPOINT_URL_DYNAMODB", database.toString(),
                "TABLE_PREFIX", Tables.PREFIX,
                "PARTIAL_BATCH_RESPONSE", String.valueOf(partialBatchResponse),
                "LOG_LEVEL", "INFO");
    }

    /**
     * Delivers a batch.
     *
     * @return by {@code topic-partition} the offset from which on it has to come again; empty when all is done
     * @throws FunctionError when the whole batch has to come again
     */
    Map<String, Long> invoke(List<Event> batch) throws FunctionError {
        var answer = Json.parse(process.invoke(MskEvent.of(batch), TIMEOUT)).asObject();
        Map<String, Long> failures = new HashMap<>();
        answer.find("batchItemFailures")
                .ifPresent(list -> list.asArray().elements().forEach(item -> {
                    var place = item.asObject().member("itemIdentifier").asObject();
                    failures.put(
                            place.member("partition").asString(),
                            place.member("offset").asNumber().asLong());
                }));
        return failures;
    }

    /** Lets a poller of this group deliver to it. */
    TestMapping mapping(String bootstrapServers, String group) {
        var topics = List.of("events", "orders-enriched");
        return TestMapping.start(bootstrapServers, group, topics, process, line -> {});
    }

    /** What it has printed. */
    String output() {
        return String.join("\n", lines);
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
