package plainstream.consumer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plainstream.consumer.aws.Deadline;
import plainstream.consumer.dynamodb.DynamoDbException;
import plainstream.consumer.json.JsonException;
import plainstream.consumer.json.JsonObject;

/** One batch of orders: sorted out, enriched, published; the bad ones kept. */
final class EnrichmentRun {
    private final Wiring wiring;
    private final Deadline deadline;
    private final List<PendingOrder> orders = new ArrayList<>();
    private final List<Lane> burials = new ArrayList<>();
    private String oldest = "";

    EnrichmentRun(Wiring wiring, Deadline deadline) {
        this.wiring = wiring;
        this.deadline = deadline;
    }

    String oldestAcceptedAt() {
        return oldest;
    }

    void add(PartitionRun partition) {
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
        oldest = oldest.isEmpty() || event.acceptedAt().compareTo(oldest) < 0 ? event.acceptedAt() : oldest;
        if (event.type().isEmpty()) {
            Classifier.plain(record);
            partition.settle(index, new Outcome.Stored());
            return;
        }
        if (!event.type().equals("plainstream.order.v1")) {
            throw new InvalidRecordException("unknown ce_type '" + event.type() + "'");
        }
        JsonObject order = Classifier.object(record);
        OrderRules.checkPosted(order);
        orders.add(new PendingOrder(partition, index, event, order));
    }

    private void bury(PartitionRun partition, int index, String reason) {
        Lane lane = new Lane(partition, wiring.deadLetters(), deadline);
        lane.add(new Burial(wiring.deadLetters(), partition.record(index), index, reason));
        burials.add(lane);
    }

    void finish(OrderPublisher publisher) {
        try {
            Publication publication = new Publication(publisher, customers(), deadline);
            publication.publish(orders);
            for (PendingOrder order : publication.tooLarge()) {
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
