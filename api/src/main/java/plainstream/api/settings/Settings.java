package plainstream.api.settings;

import java.time.Duration;
import java.util.Map;

/**
 * Everything that can be set, read once from the environment.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param maxInFlight events that may wait for Kafka at once; beyond, 503
 * @param drainDelay how long to go on serving after SIGTERM, while the load balancer takes this instance out
 * @param shutdownGrace from SIGTERM to the end of the process, the drain delay included
 * @param metricsPeriod between two lines of metrics
 * @param logLevel least level that is logged; access lines are INFO
 * @param pageLinks a flat JSON object of strings: what the page at {@code /} is told of where it runs
 * @param kafka the broker's settings; {@link Kafka#enabled()} is false when events are only logged
 */
public record Settings(
        String host,
        int port,
        int maxInFlight,
        Duration drainDelay,
        Duration shutdownGrace,
        Duration metricsPeriod,
        System.Logger.Level logLevel,
        String pageLinks,
        Kafka kafka) {

    /**
     * How to reach the broker and how long to wait for it.
     *
     * @param bootstrapServers {@code host:port,…}, or empty: no Kafka, events are logged
     * @param auth {@code none} or {@code iam}
     * @param compression {@code none} or {@code gzip}
     * @param deliveryTimeout from a send to its acknowledgement or failure
     * @param maxBlock how long a send may wait for metadata or for buffer space before that
     * @param bufferBytes memory for records that wait
     * @param maxInFlight requests in flight per broker connection
     * @param partitions of a topic that has to be made
     * @param replicationFactor of a topic that has to be made; -1 is the broker's default
     * @param likePartitionsPerMovie over how many keys, and so partitions, the likes of one movie are spread
     */
    public record Kafka(
            String bootstrapServers,
            String auth,
            String compression,
            Duration deliveryTimeout,
            Duration maxBlock,
            long bufferBytes,
            int maxInFlight,
            int partitions,
            int replicationFactor,
            int likePartitionsPerMovie) {

        /** Below the 60 s after which the load balancer says 504, so that it is our 503 that the client gets. */
        public static final Duration MOST_WAIT = Duration.ofSeconds(50);

        public boolean enabled() {
            return !bootstrapServers.isEmpty();
        }

        /** What a request can have to wait in all. */
        public Duration longestWait() {
            return maxBlock.plus(deliveryTimeout);
        }

        public boolean iam() {
            return auth.equals("iam");
        }
    }

    /**
     * Reads the settings.
     *
     * @throws SettingsException with every fault, when there is any
     */
    public static Settings of(Map<String, String> environment) throws SettingsException {
        Environment env = new Environment(environment);
        Settings settings = new Settings(
                env.host("HOST", "127.0.0.1"),
                (int) env.number("PORT", 8080, 0, 65_535),
                (int) env.number("MAX_IN_FLIGHT", 2_048, 1, 100_000),
                env.millis("DRAIN_DELAY_MS", 0, 0, 600_000),
                env.millis("SHUTDOWN_GRACE_MS", 20_000, 100, 600_000),
                Duration.ofSeconds(env.number("METRICS_PERIOD_S", 60, 1, 3_600)),
                System.Logger.Level.valueOf(
                        env.choice("LOG_LEVEL", "INFO", "TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "OFF")),
                env.strings("PAGE_LINKS"),
                kafka(env));
        env.throwFaults();
        return settings;
    }

    private static Kafka kafka(Environment env) {
        Kafka kafka = new Kafka(
                env.servers("KAFKA_BOOTSTRAP_SERVERS"),
                env.choice("KAFKA_AUTH", "none", "none", "iam"),
                env.choice("KAFKA_COMPRESSION", "none", "none", "gzip"),
                env.millis("KAFKA_DELIVERY_TIMEOUT_MS", 5_000, 100, 50_000),
                env.millis("KAFKA_MAX_BLOCK_MS", 2_000, 0, 50_000),
                env.number("KAFKA_BUFFER_BYTES", 16_777_216, 65_536, 1_073_741_824),
                (int) env.number("KAFKA_MAX_IN_FLIGHT", 5, 1, 5),
                (int) env.number("KAFKA_PARTITIONS", 3, 1, 10_000),
                (int) env.number("KAFKA_REPLICATION_FACTOR", -1, -1, 100),
                (int) env.number("LIKE_PARTITIONS_PER_MOVIE", 1, 1, 1_000));
        if (kafka.longestWait().compareTo(Kafka.MOST_WAIT) > 0) {
            env.fault("KAFKA_DELIVERY_TIMEOUT_MS", "with KAFKA_MAX_BLOCK_MS at most " + Kafka.MOST_WAIT.toMillis());
        }
        return kafka;
    }
}
