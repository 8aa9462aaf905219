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
import plainstream.consumer.batch.BatchResult;
import plainstream.consumer.batch.DeadLetters;
import plainstream.consumer.batch.Lane;
import plainstream.consumer.batch.Parallel;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.function.Settings;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.store.Classifier;
import plainstream.consumer.store.IdempotencyKeys;
import plainstream.consumer.store.LikeCounter;
import plainstream.consumer.store.Plan;
import plainstream.consumer.store.Puts;
import plainstream.consumer.time.Deadline;

/**
 * The function {@code events}: gives the records of the topics {@code events} and {@code orders-enriched} their effect, exactly
 * once, however often they are delivered.
 */
public final class EventsHandler implements RequestStreamHandler {
    private final Wiring wiring;
    private final LikeCounter counter;
    private final Puts puts;
    private final DeadLetters deadLetters;

    /** Reads the environment, and opens the connection to DynamoDB. */
    public EventsHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    EventsHandler(Map<String, String> environment, InstantSource clock) {
        wiring = Wiring.of(environment, clock);
        Settings settings = wiring.settings();
        IdempotencyKeys keys =
                new IdempotencyKeys(wiring.tables(), settings.sourceEpoch(), settings.idempotencyTtlS(), clock);
        counter = new LikeCounter(wiring.dynamoDb(), wiring.tables(), settings.sourceEpoch(), keys);
        deadLetters = new DeadLetters(wiring.dynamoDb(), wiring.tables(), settings.sourceEpoch(), clock);
        puts = new Puts(wiring.dynamoDb(), wiring.tables(), keys);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Deadline deadline = Wiring.deadline(context);
        Classifier classifier =
                new Classifier(wiring.clock().instant(), wiring.settings().timestampShards());
        List<PartitionRun> partitions = new ArrayList<>();
        List<Lane> lanes = new ArrayList<>();
        for (PartitionRecords records : MskEventReader.read(event.readAllBytes())) {
            PartitionRun partition = new PartitionRun(records);
            partitions.add(partition);
            lanes.addAll(new Plan(partition, deadLetters, counter, puts, deadline).lanes(classifier));
        }
        Parallel.run(lanes, wiring.settings().dynamoDbConnections());
        BatchResult result = new BatchResult("events", partitions);
        result.report(
                context.getAwsRequestId(),
                classifier.oldestAcceptedAt(),
                wiring.clock().millis());
        answer.write(result.answer(wiring.settings().partialBatchResponse()));
    }
}
