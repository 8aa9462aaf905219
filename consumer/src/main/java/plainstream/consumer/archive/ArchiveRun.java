package plainstream.consumer.archive;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import plainstream.consumer.aws.CredentialsSource;
import plainstream.consumer.batch.OffsetsRestartedException;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.time.Deadline;
import plainstream.consumer.time.UtcTime;

/** Archives one partition's records of a batch after the other. */
public final class ArchiveRun {
    private static final long MIN_MS = 1_000;

    private final ArchiveSettings settings;
    private final Bucket bucket;
    private final InstantSource clock;

    public ArchiveRun(ArchiveSettings settings, Map<String, String> environment, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.bucket = new Bucket(
                settings.bucket(), settings.region(), CredentialsSource.of(environment, clock), clock, Bucket.RETRIES);
    }

    /** Stores all of the partition's records, or none: then all of them have to come again. */
    public void store(PartitionRecords records, PartitionRun partition, Deadline deadline) {
        Outcome outcome = store(records, deadline);
        for (int i = 0; i < records.records().size(); i++) {
            partition.settle(i, outcome);
        }
    }

    private Outcome store(PartitionRecords records, Deadline deadline) {
        if (deadline.remainingMs() < MIN_MS) {
            return new Outcome.Retry("too little time is left");
        }
        try {
            putWhatIsNotThere(records, UtcTime.iso(clock.instant()), deadline);
            return new Outcome.Stored();
        } catch (OffsetsRestartedException e) {
            return new Outcome.Refused(e.getMessage());
        } catch (IOException e) {
            return new Outcome.Retry(e.getMessage());
        }
    }

    /** An object stays as it is, whoever comes late with the same records or with fewer: what it does not hold becomes another. */
    private void putWhatIsNotThere(PartitionRecords records, String archivedAt, Deadline deadline) throws IOException {
        PartitionRecords left = records;
        while (!left.records().isEmpty()) {
            ArchiveObject object = ArchiveObject.of(left, settings.sourceEpoch(), archivedAt);
            String name = settings.prefix() + object.name();
            if (bucket.putNew(name, object.gzip(), deadline)) {
                return;
            }
            left = ArchiveObject.span(bucket.get(name, deadline)).after(left);
        }
    }
}
