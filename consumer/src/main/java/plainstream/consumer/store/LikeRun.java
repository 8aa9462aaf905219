package plainstream.consumer.store;

import java.util.Arrays;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.batch.Step;
import plainstream.consumer.dynamodb.ConditionFailedException;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.time.Deadline;

/**
 * Likes of one movie without keys between them: one write for all.
 *
 * <p>If some have been counted before (the batch comes again, overlaps another, or runs beside it), the item's watermark says
 * which: those are dropped, and the rest is tried again.
 */
final class LikeRun implements Step {
    private final LikeCounter counter;
    private final PartitionRun partition;
    private final String movieId;
    private Journey journey;
    private int[] indexes = new int[4];
    private int size;

    LikeRun(LikeCounter counter, PartitionRun partition, String movieId) {
        this.counter = counter;
        this.partition = partition;
        this.movieId = movieId;
    }

    void add(int index, Journey latest) {
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * size);
        }
        indexes[size++] = index;
        journey = latest;
    }

    @Override
    public int[] indexes() {
        return Arrays.copyOf(indexes, size);
    }

    @Override
    public Outcome run(Deadline deadline) {
        int from = 0;
        while (from < size) {
            KafkaRecord first = record(from);
            try {
                counter.count(movieId, first, record(size - 1).offset(), size - from, journey, deadline);
                break;
            } catch (ConditionFailedException e) {
                from = after(counter.watermark(e, first), from);
            }
        }
        return new Outcome.Stored();
    }

    private KafkaRecord record(int i) {
        return partition.record(indexes[i]);
    }

    /** The first of them beyond the watermark, which is at or past the one at {@code from}: so this always goes on. */
    private int after(long watermark, int from) {
        int next = from;
        while (next < size && record(next).offset() <= watermark) {
            next++;
        }
        if (next == from) {
            throw new IllegalStateException("DynamoDB says that offset "
                    + record(from).offset() + " is counted, but the watermark is " + watermark);
        }
        return next;
    }
}
