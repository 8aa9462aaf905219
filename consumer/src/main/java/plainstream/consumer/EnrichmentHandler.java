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
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.enrich.EnrichmentRun;
import plainstream.consumer.enrich.KafkaSettings;
import plainstream.consumer.enrich.OrderPublisher;
import plainstream.consumer.event.MskEventReader;
import plainstream.consumer.event.PartitionRecords;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.time.Deadline;

/** The function {@code enrichment}: adds what is known of the customer to each order, and publishes it to {@code orders-enriched}. */
public final class EnrichmentHandler implements RequestStreamHandler {
    private final Wiring wiring;
    private final OrderPublisher publisher;
    private final DeadLetters deadLetters;

    /** Reads the environment, and opens the connection to DynamoDB. */
    public EnrichmentHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    EnrichmentHandler(Map<String, String> environment, InstantSource clock) {
        KafkaSettings kafka = KafkaSettings.of(environment);
        wiring = Wiring.of(environment, clock);
        publisher = new OrderPublisher(kafka, wiring.settings().sourceEpoch());
        deadLetters = new DeadLetters(
                wiring.dynamoDb(), wiring.tables(), wiring.settings().sourceEpoch(), clock);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Deadline deadline = Wiring.deadline(context);
        EnrichmentRun run = new EnrichmentRun(wiring, deadLetters, deadline);
        List<PartitionRun> partitions = new ArrayList<>();
        for (PartitionRecords records : MskEventReader.read(event.readAllBytes())) {
            PartitionRun partition = new PartitionRun(records);
            partitions.add(partition);
            run.add(partition);
        }
        run.finish(publisher);
        BatchResult result = new BatchResult("enrichment", partitions);
        result.report(
                context.getAwsRequestId(),
                run.oldestAcceptedAt(),
                wiring.clock().millis());
        answer.write(result.answer(wiring.settings().partialBatchResponse()));
    }
}
