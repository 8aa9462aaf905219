package plainstream.esm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plainstream.esm.filter.FilterCriteria;

/**
 * The settings of an event source mapping, with AWS's limits.
 *
 * @param name what people call it
 * @param source what is read
 * @param batching how much an invocation gets
 * @param retry what happens after a failure
 * @param partialBatchResponse {@code ReportBatchItemFailures}
 * @param filter which records the function gets
 */
public record MappingSettings(
        String name,
        Source source,
        Batching batching,
        Retry retry,
        boolean partialBatchResponse,
        FilterCriteria filter) {
    private static final int MOST_POLLED = 2_000;

    public static final String CLUSTER_ARN =
            "arn:aws:kafka:eu-central-1:000000000000:cluster/local/00000000-0000-0000-0000-000000000000-1";

    /**
     * What is read.
     *
     * @param topics by name; they may be made later
     * @param groupId the consumer group, which holds how far it has come
     * @param start where a partition without a committed offset begins
     * @param pollers how many consumers of the group
     * @param client further settings of the Kafka consumer: how to sign in, what to trust
     */
    public record Source(
            List<String> topics, String groupId, Start start, Pollers pollers, Map<String, Object> client) {
        public Source {
            topics = List.copyOf(topics);
            client = Map.copyOf(client);
        }

        /** A cluster that asks for nothing. */
        public Source(List<String> topics, String groupId, Start start, Pollers pollers) {
            this(topics, groupId, start, pollers, Map.of());
        }
    }

    /** Where a partition without a committed offset begins. */
    public sealed interface Start {
        /** {@code TRIM_HORIZON}: the oldest record kept. */
        record TrimHorizon() implements Start {}

        /** {@code LATEST}: what comes from now on. */
        record Latest() implements Start {}

        /** {@code AT_TIMESTAMP}: the first record not older than this. */
        record AtTimestamp(Instant time) implements Start {}
    }

    /**
     * How much an invocation gets.
     *
     * @param size most records, 1–10,000
     * @param window how long a batch may fill, 0–300 s
     */
    public record Batching(int size, Duration window) {}

    /**
     * What happens after a failure.
     *
     * @param maximumAttempts retries after the first attempt, 0–10,000; -1 has no end (with an on-failure destination: 10)
     * @param maximumAge older records go to the destination instead; zero has no end (AWS allows 60 s to 7 days)
     * @param bisect halve the batch after an error
     * @param firstPause before the first retry; doubles from retry to retry
     * @param longestPause where the doubling ends
     */
    public record Retry(
            int maximumAttempts, Duration maximumAge, boolean bisect, Duration firstPause, Duration longestPause) {
        private static final int DOUBLINGS = 20;

        Duration pause(int failures) {
            var pause = firstPause.multipliedBy(1L << Math.clamp(failures - 1L, 0, DOUBLINGS));
            return pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }

    /** Without a filter. */
    public MappingSettings(String name, Source source, Batching batching, Retry retry, boolean partialBatchResponse) {
        this(name, source, batching, retry, partialBatchResponse, FilterCriteria.NONE);
    }

    /** Checks every limit; all faults are told at once. */
    public MappingSettings {
        var faults = new ArrayList<String>();
        check(faults, !source.topics().isEmpty(), "topics: at least one");
        check(faults, source.pollers().legal(), "pollers: minimum 1–200, maximum from minimum to 2,000");
        check(faults, batching.size() >= 1 && batching.size() <= 10_000, "batchSize: 1–10,000");
        var window = batching.window();
        check(faults, !window.isNegative() && window.toMillis() <= 300_000, "window: 0–300 s");
        int attempts = retry.maximumAttempts();
        check(faults, attempts >= -1 && attempts <= 10_000, "maximumRetryAttempts: -1–10,000");
        check(faults, !retry.maximumAge().isNegative(), "maximumRecordAge: not negative");
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("mapping " + name + ": " + String.join("; ", faults));
        }
    }

    private static void check(List<String> faults, boolean legal, String fault) {
        if (!legal) {
            faults.add(fault);
        }
    }

    /** The Kafka consumer's settings. */
    Map<String, Object> consumer(String bootstrapServers) {
        var consumer = new HashMap<String, Object>(source.client());
        consumer.putAll(Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("group.id", source.groupId()),
                // Offsets are committed by hand, after success or delivery to the destination.
                Map.entry("enable.auto.commit", false),
                Map.entry("auto.offset.reset", source.start() instanceof Start.Latest ? "latest" : "earliest"),
                Map.entry("allow.auto.create.topics", false),
                Map.entry("max.poll.records", Math.min(batching.size(), MOST_POLLED)),
                // What is fetched at once is no more than an event can hold.
                Map.entry("fetch.max.bytes", RuntimeApi.PAYLOAD_LIMIT),
                Map.entry("max.partition.fetch.bytes", RuntimeApi.PAYLOAD_LIMIT),
                // A poller keeps what it has when another comes or goes.
                Map.entry(
                        "partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"),
                // Topics and partitions made later are found soon.
                Map.entry("metadata.max.age.ms", 2_000),
                Map.entry("session.timeout.ms", 10_000),
                Map.entry("heartbeat.interval.ms", 1_000),
                Map.entry("reconnect.backoff.max.ms", 500),
                Map.entry("request.timeout.ms", 4_000),
                Map.entry("default.api.timeout.ms", 5_000)));
        return consumer;
    }
}
