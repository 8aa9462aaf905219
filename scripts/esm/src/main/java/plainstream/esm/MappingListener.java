package plainstream.esm;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Is told what happens to the records of a mapping, as it happens and on the thread that does it: a listener has to be quick, and
 * must not throw. A retry is an attempt of the same batch with a higher number.
 */
public interface MappingListener {
    /** Listens to nothing. */
    MappingListener NONE = new MappingListener() {};

    /**
     * Records of one partition that stand together in a batch.
     *
     * @param topic their topic
     * @param partition their partition
     * @param first the lowest offset
     * @param last the highest offset
     * @param records how many; fewer than the offsets between where the topic has holes
     */
    record Span(String topic, int partition, long first, long last, int records) {
        static List<Span> of(List<Item> items) {
            return MskEvent.byPartition(items).entrySet().stream()
                    .map(entry -> of(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static Span of(TopicPartition partition, List<Item> items) {
            return new Span(
                    partition.topic(),
                    partition.partition(),
                    items.getFirst().offset(),
                    items.getLast().offset(),
                    items.size());
        }
    }

    /**
     * Records that are given to a function.
     *
     * @param mapping the mapping's name
     * @param batch counts the batches of this process
     * @param number 1 for the first attempt; parts of a batch that was split go on from its number
     * @param bytes length of the event
     * @param spans which records
     */
    record Attempt(String mapping, long batch, int number, int bytes, List<Span> spans) {}

    /** Records were fetched from the broker; they wait for their batch. */
    default void polled(String mapping, List<Span> spans) {}

    /** Records were fetched and the filters took none of them. */
    default void filteredOut(String mapping, int records) {}

    /** A function is about to be given records. */
    default void invoked(Attempt attempt) {}

    /**
     * The function has answered, or failed.
     *
     * @param attempt what it was given
     * @param failure why all of it comes again, or ""
     * @param lowest in these partitions the records from this offset on come again
     */
    default void answered(Attempt attempt, String failure, Map<TopicPartition, Long> lowest) {}

    /** Records that were given up are safe in the on-failure destination. */
    default void delivered(String mapping, List<Span> spans) {}

    /** The group has come so far in a partition, whose end is at {@code end} as far as is known, or -1. */
    default void committed(String mapping, TopicPartition partition, long offset, long end) {}

    /** Records are given up, for a condition that {@code FailureMessage} names. */
    default void givenUp(String mapping, String condition, List<Span> spans) {}
}
