package plainstream.api.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** What the producer's failures mean: for the event, for the producer, and for the topics that cannot be written to just now. */
final class Failures {
    /** A topic counts as not writable for so long after a failure, unless a record gets through: then it is tried again. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Map<String, Long> failedNanos = new ConcurrentHashMap<>();

    /** What a failure says of the event. */
    static Delivery.Failure delivery(Exception failure) {
        return switch (failure) {
            case RecordTooLargeException e -> new Delivery.TooLarge(e);
            case RecordBatchTooLargeException e -> new Delivery.TooLarge(e);
            case InvalidRecordException e -> new Delivery.Refused(e);
            case InvalidTimestampException e -> new Delivery.Refused(e);
            case PolicyViolationException e -> new Delivery.Refused(e);
            case SerializationException e -> new Delivery.Refused(e);
            default -> new Delivery.Unconfirmed(failure);
        };
    }

    /**
     * Whether the producer that failed so will never send again: it is fenced, closed, or in another of the states that kafka-clients calls
     * fatal. Permissions come back without a new one, and a lost sequence is mended by the producer itself.
     */
    static boolean isFatal(Exception failure) {
        boolean passes = failure instanceof RetriableException
                || failure instanceof AuthorizationException
                || failure instanceof AuthenticationException
                || failure instanceof OutOfOrderSequenceException
                || failure instanceof InterruptException;
        return !passes && delivery(failure) instanceof Delivery.Unconfirmed;
    }

    void failed(String topic) {
        failedNanos.put(topic, System.nanoTime());
    }

    void succeeded(String topic) {
        if (!failedNanos.isEmpty()) {
            failedNanos.remove(topic);
        }
    }

    void forget() {
        failedNanos.clear();
    }

    /** Whether a topic refused the last record that was sent to it, a moment ago. */
    boolean areFresh() {
        long now = System.nanoTime();
        return failedNanos.values().stream().anyMatch(failed -> now - failed < REMEMBERED.toNanos());
    }
}
