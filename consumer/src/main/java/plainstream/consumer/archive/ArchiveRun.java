package plainstream.consumer.archive;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import plainstream.consumer.aws.CredentialsSource;
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
            ArchiveObject object = ArchiveObject.of(records, settings.sourceEpoch(), UtcTime.iso(clock.instant()));
            bucket.put(settings.prefix() + object.name(), object.gzip(), deadline);
            return new Outcome.Stored();
        } catch (IOException e) {
            return new Outcome.Retry(e.getMessage());
        }
    }
}
