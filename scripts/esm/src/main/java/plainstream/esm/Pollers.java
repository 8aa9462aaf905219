package plainstream.esm;

import java.time.Duration;

/**
 * How many event pollers a mapping has, and what one of them may do; it is five invocations side by side, always.
 *
 * @param minimum run from the start, 1–200
 * @param maximum are never exceeded, 1–2,000; nor is the number of partitions
 * @param bytesPerSecond most that one poller reads of keys and values; {@link Long#MAX_VALUE} is no bound
 * @param interval between two looks at the lag
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html">AWS: event poller scaling modes</a>
 */
public record Pollers(int minimum, int maximum, long bytesPerSecond, Duration interval) {
    /** Most invocations of one poller side by side. */
    public static final int INVOCATIONS = 5;

    /** AWS: 5 MB a second. */
    private static final long BYTES_PER_SECOND = 5_000_000;

    private static final int LEAST = 200;
    private static final int MOST = 2_000;
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Paid by the poller, and bounded as such. */
    public static Pollers provisioned(int minimum, int maximum) {
        return new Pollers(minimum, maximum, BYTES_PER_SECOND, INTERVAL);
    }

    /** As many as the lag asks for, which nobody sees. */
    public static Pollers onDemand() {
        return new Pollers(1, MOST, Long.MAX_VALUE, INTERVAL);
    }

    /** So many, whatever the lag. */
    public static Pollers fixed(int number) {
        return new Pollers(number, number, Long.MAX_VALUE, INTERVAL);
    }

    boolean legal() {
        return minimum >= 1 && minimum <= LEAST && maximum >= minimum && maximum <= MOST && bytesPerSecond > 0;
    }

    /**
     * How many there should be: one more while more records wait than all can have on their way, one less once the others could have
     * them all.
     *
     * @param running how many there are
     * @param partitions of all topics, as far as is known
     * @param lag records that are not yet committed
     * @param batch records of a full batch
     */
    int wanted(int running, int partitions, long lag, int batch) {
        long each = (long) INVOCATIONS * batch;
        int wanted = lag > running * each ? running + 1 : lag <= (running - 1) * each ? running - 1 : running;
        return Math.clamp(wanted, atFirst(partitions), Math.max(1, Math.min(maximum, partitions)));
    }

    /** How many there are without a look at the lag. */
    int atFirst(int partitions) {
        return Math.max(1, Math.min(minimum, partitions));
    }
}
