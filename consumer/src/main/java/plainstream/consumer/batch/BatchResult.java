package plainstream.consumer.batch;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayList;
import java.util.List;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.json.JsonWriter;
import plainstream.consumer.log.LogFields;
import plainstream.consumer.log.Metrics;
import plainstream.consumer.time.UtcTime;

/**
 * What became of a batch: told to the log, the metrics and the event source mapping.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html">AWS: partial batch responses</a>
 */
public final class BatchResult {
    private static final System.Logger LOG = System.getLogger(BatchResult.class.getName());

    private final String function;
    private final List<PartitionRun> partitions;

    /**
     * Of these partitions, all done.
     *
     * @throws IllegalStateException if nothing became of some record
     */
    public BatchResult(String function, List<PartitionRun> partitions) {
        this.function = function;
        this.partitions = partitions;
        for (PartitionRun partition : partitions) {
            partition.check();
        }
    }

    /**
     * The answer to the event source mapping.
     *
     * @throws BatchFailedException if something failed and the mapping does not ask what
     */
    public byte[] answer(boolean partial) {
        List<PartitionRun> failed = failed();
        if (!failed.isEmpty() && !partial) {
            throw new BatchFailedException(failed.size() + " of " + partitions.size() + " partitions failed, first "
                    + failed.get(0).mapKey() + " at offset " + failed.get(0).failedOffset() + ": "
                    + failed.get(0).failure());
        }
        JsonWriter out =
                new JsonWriter().beginObject().name("batchItemFailures").beginArray();
        for (PartitionRun partition : failed) {
            out.beginObject().name("itemIdentifier").beginObject();
            out.name("partition").string(partition.mapKey());
            out.name("offset").number(partition.failedOffset());
            out.endObject().endObject();
        }
        return out.endArray().endObject().toBytes();
    }

    private List<PartitionRun> failed() {
        List<PartitionRun> failed = new ArrayList<>();
        for (PartitionRun partition : partitions) {
            if (partition.hasFailed()) {
                failed.add(partition);
            }
        }
        return failed;
    }

    /** One line per partition, and one of metrics. */
    public void report(String requestId, String oldestAcceptedAt, long nowMs) {
        for (PartitionRun partition : partitions) {
            log(partition, requestId);
        }
        Metrics metrics = new Metrics(function);
        metrics.with("RecordsStored", count(Outcome.Stored.class)).with("RecordsLogged", count(Outcome.Logged.class));
        metrics.with("RecordsSkipped", count(Outcome.Skipped.class)).with("DeadLetters", count(Outcome.Dead.class));
        metrics.with("RecordsRetried", count(Outcome.Retry.class)).with("RecordsRefused", count(Outcome.Refused.class));
        if (!oldestAcceptedAt.isEmpty()) {
            metrics.with("LagMs", Math.max(0, nowMs - UtcTime.epochMillis(oldestAcceptedAt)));
        }
        metrics.print(nowMs);
    }

    private static void log(PartitionRun partition, String requestId) {
        List<KafkaRecord> records = partition.records();
        LogFields fields = records.get(0)
                .where()
                .with("lastOffset", records.get(records.size() - 1).offset());
        fields.with("records", records.size()).with("requestId", requestId);
        if (partition.hasFailed()) {
            fields.with("failedOffset", partition.failedOffset()).with("reason", partition.failure());
            LOG.log(WARNING, "batch to come again", fields);
        } else {
            LOG.log(INFO, "batch done", fields);
        }
    }

    private long count(Class<? extends Outcome> kind) {
        long count = 0;
        for (PartitionRun partition : partitions) {
            count += partition.count(kind);
        }
        return count;
    }
}
