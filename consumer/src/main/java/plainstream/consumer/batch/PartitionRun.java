package plainstream.consumer.batch;

import java.util.List;
import java.util.Optional;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.PartitionRecords;

/** The records of one partition on their way through one invocation, and what became of each. Safe for several threads. */
public final class PartitionRun {
    private static final long NONE_FAILED = Long.MAX_VALUE;

    private final PartitionRecords source;
    private final Outcome[] outcomes;
    private long failedOffset = NONE_FAILED;
    private String failure = "";

    public PartitionRun(PartitionRecords source) {
        this.source = source;
        this.outcomes = new Outcome[source.records().size()];
    }

    String mapKey() {
        return source.mapKey();
    }

    public List<KafkaRecord> records() {
        return source.records();
    }

    public KafkaRecord record(int index) {
        return source.records().get(index);
    }

    public synchronized void settle(int index, Outcome outcome) {
        outcomes[index] = outcome;
        long offset = record(index).offset();
        Optional<String> why = outcome.failure();
        if (why.isPresent() && offset < failedOffset) {
            failedOffset = offset;
            failure = why.get();
        }
    }

    synchronized boolean hasFailed() {
        return failedOffset != NONE_FAILED;
    }

    /** The lowest offset that has to come again; all after it come too. */
    synchronized long failedOffset() {
        return failedOffset;
    }

    synchronized String failure() {
        return failure;
    }

    /**
     * Counts the records with an outcome of this kind. From the failed offset on all records are delivered again, whatever became of them
     * now: they count as {@link Outcome.Retry}, or as {@link Outcome.Refused}, so that no record counts in two batches.
     */
    synchronized long count(Class<? extends Outcome> kind) {
        long count = 0;
        for (int i = 0; i < outcomes.length; i++) {
            count += kind.isInstance(counted(i)) ? 1 : 0;
        }
        return count;
    }

    private Outcome counted(int index) {
        Outcome outcome = outcomes[index];
        boolean again = record(index).offset() >= failedOffset;
        return again && !(outcome instanceof Outcome.Refused) ? new Outcome.Retry(failure) : outcome;
    }

    /**
     * Holds that every record has an outcome: one that was forgotten would be lost in silence.
     *
     * @throws IllegalStateException if one has none
     */
    synchronized void check() {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                throw new IllegalStateException(
                        "nothing became of " + mapKey() + " offset " + record(i).offset());
            }
        }
    }
}
