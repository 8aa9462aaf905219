package plainstream.faults;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plainstream.esm.FunctionProcess;
import plainstream.kit.Repository;
import plainstream.local.database.DynamoDb;

/** All that comes after the topics: both functions as they ship, their event source mappings, and the database. */
final class Pipeline implements AutoCloseable {
    private static final String EVENTS = "events";
    private static final String ENRICHMENT = "enrichment";

    private final DynamoDb database = DynamoDb.start();
    private final Tables tables = new Tables(database.endpoint());
    private final EventsFunction events = EventsFunction.start(database.endpoint(), true);
    private final FunctionProcess enrichment;
    private final List<TestMapping> mappings;
    private final String bootstrapServers;

    private Pipeline(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        Schema.create(tables);
        enrichment = FunctionProcess.start(
                "plainstream.consumer.EnrichmentHandler",
                List.of(
                        EventsFunction.CLASS_PATH.getFirst(),
                        Repository.ROOT.resolve("consumer/target/layer/java/lib/*")),
                environment(bootstrapServers, database.endpoint()),
                line -> {});
        mappings = List.of(
                TestMapping.start(bootstrapServers, ENRICHMENT, List.of("orders"), enrichment, line -> {}),
                events.mapping(bootstrapServers, EVENTS));
    }

    static Pipeline start(String bootstrapServers) {
        return new Pipeline(bootstrapServers);
    }

    private static Map<String, String> environment(String bootstrapServers, URI database) {
        var environment = new HashMap<>(EventsFunction.environment(database, true));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("KAFKA_AUTH", "none");
        return environment;
    }

    /** Another poller of the group {@code events}, with a function process of its own. */
    TestMapping poller(EventsFunction function) {
        return function.mapping(bootstrapServers, EVENTS);
    }

    EventsFunction function() {
        return EventsFunction.start(database.endpoint(), true);
    }

    /** Waits until everything in the topics has been processed. */
    void awaitDrained() {
        Lag.awaitNone(bootstrapServers, ENRICHMENT, "orders");
        Lag.awaitNone(bootstrapServers, EVENTS, "events", "orders-enriched");
    }

    Tables tables() {
        return tables;
    }

    /** What the function {@code events} has logged. */
    String log() {
        return events.output();
    }

    @Override
    public void close() {
        mappings.forEach(TestMapping::close);
        enrichment.close();
        events.close();
        database.close();
    }
}
