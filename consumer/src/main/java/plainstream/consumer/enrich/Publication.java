package plainstream.consumer.enrich;

import java.util.ArrayList;
import java.util.List;
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
final class Publication {
    /** With less time than this there is no use in sending. */
    private static final long MIN_MS = 500;

    private final OrderPublisher publisher;
    private final Customers customers;
    private final Deadline deadline;
    private final List<PendingOrder> tooLarge = new ArrayList<>();

    Publication(OrderPublisher publisher, Customers customers, Deadline deadline) {
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
        String failure = "";
        for (PendingOrder order : orders) {
            failure = failure.isEmpty() ? send(order, sent) : failure;
            if (!failure.isEmpty()) {
                order.settle(new Outcome.Retry(failure));
            }
        }
        for (int i = 0; i < sent.size(); i++) {
            String why = await(sent.get(i), orders.get(i));
            failure = why.isEmpty() ? failure : why;
        }
        if (!failure.isEmpty()) {
            publisher.renew();
        }
    }

    /** Gives why nothing more is to be sent, or "": without a broker each send would wait as long as the first. */
    private String send(PendingOrder order, List<Future<RecordMetadata>> sent) {
        if (deadline.remainingMs() < MIN_MS) {
            return "too little time is left";
        }
        try {
            byte[] value = order.enriched(customers.find(order.customer()));
            Future<RecordMetadata> future = publisher.send(order, value);
            boolean failed = future.isDone() && future.state() == Future.State.FAILED;
            if (failed && !(future.exceptionNow() instanceof RecordTooLargeException)) {
                return String.valueOf(future.exceptionNow());
            }
            sent.add(future);
            return "";
        } catch (KafkaException e) {
            return e.toString();
        }
    }

    private String await(Future<RecordMetadata> future, PendingOrder order) {
        String failure;
        try {
            future.get(Math.max(0, deadline.remainingMs()), TimeUnit.MILLISECONDS);
            order.settle(new Outcome.Stored());
            return "";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                tooLarge.add(order);
                return "";
            }
            failure = e.getCause().toString();
        } catch (TimeoutException e) {
            failure = "the broker did not confirm it in time";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        }
        order.settle(new Outcome.Retry(failure));
        return failure;
    }
}
