package plainstream.consumer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plainstream.consumer.archive.ArchiveRun;
import plainstream.consumer.archive.ArchiveSettings;
import plainstream.consumer.batch.BatchResult;
import plainstream.consumer.batch.Parallel;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.log.Logs;
import plainstream.consumer.time.Deadline;

/**
 * The function {@code archive}: keeps each record of every topic whole in S3, from where {@code scripts/replay.sh} gives it back.
 *
 * <p>It judges nothing: what is malformed, empty or none of ours is kept too.
 */
public final class ArchiveHandler implements RequestStreamHandler {
    /** Objects that are on their way to S3 at one time. */
    private static final int WIDTH = 8;

    private final ArchiveSettings settings;
    private final ArchiveRun run;
    private final InstantSource clock;

    /** Reads the environment. */
    public ArchiveHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    ArchiveHandler(Map<String, String> environment, InstantSource clock) {
        this.clock = clock;
        settings = ArchiveSettings.of(environment);
        Logs.install(settings.logLevel());
        run = new ArchiveRun(settings, environment, clock);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Deadline deadline = Wiring.deadline(context);
        List<PartitionRun> partitions = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (PartitionRecords records : MskEventReader.read(event.readAllBytes())) {
            PartitionRun partition = new PartitionRun(records);
            partitions.add(partition);
            tasks.add(() -> run.store(records, partition, deadline));
        }
        Parallel.run(tasks, WIDTH);
        BatchResult result = new BatchResult("archive", partitions);
        result.report(context.getAwsRequestId(), "", clock.millis());
        answer.write(result.answer(settings.partialBatchResponse()));
    }
}
