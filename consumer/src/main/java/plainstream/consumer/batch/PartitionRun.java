package plainstream.consumer.batch;

import java.util.List;
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
        if (outcome instanceof Outcome.Retry retry && offset < failedOffset) {
            failedOffset = offset;
            failure = retry.reason();
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

    /** Counts the records of one kind; what comes again counts as that alone. */
    synchronized long count(Class<? extends Outcome> kind) {
        long count = 0;
        for (int i = 0; i < outcomes.length; i++) {
            boolean again = record(i).offset() >= failedOffset;
            boolean counts = again ? kind == Outcome.Retry.class : kind.isInstance(outcomes[i]);
            count += counts ? 1 : 0;
        }
        return count;
    }
}
