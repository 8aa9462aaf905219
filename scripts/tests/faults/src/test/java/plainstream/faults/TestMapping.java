package plainstream.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plainstream.esm.EventSourceMapping;
import plainstream.esm.FunctionProcess;
import plainstream.esm.Mapping;
import plainstream.esm.MappingSettings;
import plainstream.esm.MappingSettings.Batching;
import plainstream.esm.MappingSettings.Retry;
import plainstream.esm.MappingSettings.Source;
import plainstream.esm.MappingSettings.Start;
import plainstream.esm.Pollers;

/** An event source mapping of the fault tests: one poller, which shares its group with others. */
final class TestMapping implements AutoCloseable {
    private static final Duration INVOCATION_LIMIT = Duration.ofSeconds(30);
    private static final int BATCH = 500;
    private static final Retry FOREVER =
            new Retry(-1, Duration.ZERO, false, Duration.ofMillis(200), Duration.ofSeconds(2));

    private final EventSourceMapping mapping;

    private TestMapping(EventSourceMapping mapping) {
        this.mapping = mapping;
    }

    /** Starts one. */
    static TestMapping start(
            String bootstrapServers,
            String group,
            List<String> topics,
            FunctionProcess function,
            Consumer<String> log) {
        var settings = new MappingSettings(
                group,
                new Source(topics, group, new Start.TrimHorizon(), Pollers.fixed(1)),
                new Batching(BATCH, Duration.ofMillis(100)),
                FOREVER,
                true);
        return new TestMapping(EventSourceMapping.start(new Mapping(
                settings,
                event -> function.invoke(event, INVOCATION_LIMIT),
                "arn:aws:lambda:eu-central-1:000000000000:function:" + group,
                new plainstream.esm.MskEvent(MappingSettings.CLUSTER_ARN, bootstrapServers),
                Optional.empty(),
                log)));
    }

    @Override
    public void close() {
        mapping.close();
    }
}
