package plainstream.consumer.enrich;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plainstream.consumer.batch.Burial;
import plainstream.consumer.batch.DeadLetters;
import plainstream.consumer.batch.Lane;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.batch.Parallel;
import plainstream.consumer.batch.PartitionRun;
import plainstream.consumer.dynamodb.DynamoDbException;
import plainstream.consumer.event.CloudEvent;
import plainstream.consumer.event.InvalidRecordException;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.LatestTime;
import plainstream.consumer.event.OrderRules;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.time.Deadline;

/** One batch of orders: sorted out, enriched, published; the bad ones kept. */
public final class EnrichmentRun {
    private final Wiring wiring;
    private final DeadLetters deadLetters;
    private final Deadline deadline;
    private final LatestTime latest;
    private final List<PendingOrder> orders = new ArrayList<>();
    private final List<Lane> burials = new ArrayList<>();
    private String oldest = "";

    public EnrichmentRun(Wiring wiring, DeadLetters deadLetters, Deadline deadline) {
        this.wiring = wiring;
        this.deadLetters = deadLetters;
        this.deadline = deadline;
        this.latest = LatestTime.at(wiring.clock().instant());
    }

    public String oldestAcceptedAt() {
        return oldest;
    }

    public void add(PartitionRun partition) {
        for (int i = 0; i < partition.records().size(); i++) {
            try {
                add(partition, i);
            } catch (JsonException | InvalidRecordException e) {
                bury(partition, i, e.getMessage());
            }
        }
    }

    private void add(PartitionRun partition, int index) {
        KafkaRecord record = partition.record(index);
        if (!record.hasValue()) {
            partition.settle(index, new Outcome.Skipped("tombstone"));
            return;
        }
        CloudEvent event = CloudEvent.of(record);
        latest.check("the event's time", event.acceptedAt());
        boolean older = oldest.isEmpty() || event.acceptedAt().compareTo(oldest) < 0;
        oldest = older && !record.archived().is() ? event.acceptedAt() : oldest;
        if (event.type().isEmpty()) {
            CloudEvent.logPlain(record);
            partition.settle(index, new Outcome.Logged());
            return;
        }
        if (!event.type().equals("plainstream.order.v1")) {
            throw new InvalidRecordException("unknown ce_type '" + event.type() + "'");
        }
        JsonObject order = CloudEvent.object(record);
        OrderRules.checkPosted(order);
        if (record.archived().is()) {
            // It was enriched then: what was published is in the archive itself, and must not be published again.
            partition.settle(index, new Outcome.Skipped("from the archive"));
            return;
        }
        orders.add(new PendingOrder(partition, index, event, order));
    }

    private void bury(PartitionRun partition, int index, String reason) {
        Lane lane = new Lane(partition, deadLetters, deadline);
        lane.add(new Burial(deadLetters, partition.record(index), index, reason));
        burials.add(lane);
    }

    public void finish(OrderPublisher publisher) {
        try {
            EnrichedBatch batch = new EnrichedBatch(publisher, customers(), deadline);
            batch.publish(orders);
            for (PendingOrder order : batch.tooLarge()) {
                bury(order.partition(), order.index(), "too large for the topic once enriched");
            }
        } catch (DynamoDbException e) {
            for (PendingOrder order : orders) {
                order.settle(new Outcome.Retry(e.getMessage()));
            }
        }
        Parallel.run(burials, wiring.settings().dynamoDbConnections());
    }

    private Customers customers() {
        Set<String> names = new HashSet<>();
        for (PendingOrder order : orders) {
            names.add(order.customer());
        }
        return Customers.read(wiring.dynamoDb(), wiring.tables().customers(), names, deadline);
    }
}
