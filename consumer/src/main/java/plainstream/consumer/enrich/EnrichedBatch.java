package plainstream.consumer.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import plainstream.consumer.batch.Outcome;
import plainstream.consumer.time.Deadline;

/** Publishes the orders of one batch: all are sent, then each is waited for. */
final class EnrichedBatch {
    /** With less time than this there is no use in sending. */
    private static final long MIN_MS = 500;

    private final OrderPublisher publisher;
    private final Customers customers;
    private final Deadline deadline;
    private final List<PendingOrder> tooLarge = new ArrayList<>();

    EnrichedBatch(OrderPublisher publisher, Customers customers, Deadline deadline) {
        this.publisher = publisher;
        this.customers = customers;
        this.deadline = deadline;
    }

    /** Those that Kafka will never take. */
    List<PendingOrder> tooLarge() {
        return tooLarge;
    }

    /** Settles every order but the too large ones. */
    void publish(List<PendingOrder> orders) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Optional<String> failure = Optional.empty();
        for (PendingOrder order : orders) {
            failure = failure.isPresent() ? failure : send(order, sent);
            if (failure.isPresent()) {
                order.settle(new Outcome.Retry(failure.get()));
            }
        }
        boolean failed = failure.isPresent();
        for (int i = 0; i < sent.size(); i++) {
            failed |= !confirm(sent.get(i), orders.get(i));
        }
        if (failed) {
            publisher.renew();
        }
    }

    /** Gives why nothing more is to be sent, if so: without a broker each send would wait as long as the first. */
    private Optional<String> send(PendingOrder order, List<Future<RecordMetadata>> sent) {
        if (deadline.remainingMs() < MIN_MS) {
            return Optional.of("too little time is left");
        }
        try {
            byte[] value = order.enriched(customers.find(order.customer()));
            Future<RecordMetadata> future = publisher.send(order, value);
            boolean failed = future.isDone() && future.state() == Future.State.FAILED;
            if (failed && !(future.exceptionNow() instanceof RecordTooLargeException)) {
                return Optional.of(String.valueOf(future.exceptionNow()));
            }
            sent.add(future);
            return Optional.empty();
        } catch (KafkaException e) {
            return Optional.of(e.toString());
        }
    }

    /** Waits for the broker; false if it did not take the order now. */
    private boolean confirm(Future<RecordMetadata> future, PendingOrder order) {
        String failure;
        try {
            future.get(Math.max(0, deadline.remainingMs()), TimeUnit.MILLISECONDS);
            order.settle(new Outcome.Stored());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                tooLarge.add(order);
                return true;
            }
            failure = e.getCause().toString();
        } catch (TimeoutException e) {
            failure = "the broker did not confirm it in time";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        }
        order.settle(new Outcome.Retry(failure));
        return false;
    }
}
