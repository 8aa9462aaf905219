package plainstream.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUp load on each server before its first round; the JVM compiles for some 24 s, which the quick run measures along
 * @param rounds of each contender
 * @param round the length of one
 * @param moreConnections than 64, for the throughput
 * @param starts of each contender's process
 * @param cachedPeers whether the peers start from AOT caches of their own as well, which take long to make
 * @param coldStarts of each function
 * @param scaleRounds of each step of a scale
 * @param mostRows in the largest table
 * @param esmRecords through the event source mapping
 * @param jmhRounds of all decoders, in processes of their own
 * @param jmhIterations of each decoder, as many to warm up
 * @param jmhMillis of one JMH iteration
 * @param crowdRounds of the busy connections in each state of the crowd
 */
record Effort(
        Duration warmUp,
        int rounds,
        Duration round,
        List<Integer> moreConnections,
        int starts,
        boolean cachedPeers,
        int coldStarts,
        int scaleRounds,
        int mostRows,
        int esmRecords,
        int jmhRounds,
        int jmhIterations,
        int jmhMillis,
        int crowdRounds) {
    static final Effort FULL = new Effort(
            Duration.ofSeconds(24),
            7,
            Duration.ofSeconds(4),
            List.of(1_024),
            11,
            true,
            20,
            3,
            1_000_000,
            1_000_000,
            3,
            5,
            1000,
            5);
    /** For the tables of README and of scripts/bench/README.md: in 20 minutes. */
    static final Effort TABLES = new Effort(
            Duration.ofSeconds(16),
            5,
            Duration.ofSeconds(3),
            List.of(1_024),
            9,
            true,
            15,
            1,
            10_000,
            50_000,
            1,
            4,
            700,
            3);

    static final Effort QUICK = new Effort(
            Duration.ofSeconds(2), 3, Duration.ofSeconds(1), List.of(), 2, false, 3, 1, 10_000, 50_000, 1, 2, 300, 1);
}
