package plainstream.tools.replay;

import java.util.Comparator;

/**
 * What offsets count in.
 *
 * @param topic the topic
 * @param partition the partition
 * @param epoch the life of the topic
 */
record Source(String topic, int partition, String epoch) implements Comparable<Source> {
    private static final Comparator<Source> ORDER = Comparator.comparing(Source::topic)
            .thenComparingInt(Source::partition)
            .thenComparing(Source::epoch);

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }

    String partitionName() {
        return topic + "-" + partition;
    }

    @Override
    public String toString() {
        return partitionName() + " of epoch " + epoch;
    }
}
