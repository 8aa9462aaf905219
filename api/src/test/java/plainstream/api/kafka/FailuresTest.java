package plainstream.api.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.BrokerNotAvailableException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure of the producer: what it says of the event, and whether the producer itself is done for. */
class FailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new RecordTooLargeException("x"), Delivery.TooLarge.class, false),
                Arguments.of(new RecordBatchTooLargeException("x"), Delivery.TooLarge.class, false),
                Arguments.of(new InvalidRecordException("x"), Delivery.Refused.class, false),
                Arguments.of(new SerializationException("x"), Delivery.Refused.class, false),
                Arguments.of(new TimeoutException("x"), Delivery.Unconfirmed.class, false),
                Arguments.of(new NotEnoughReplicasException("x"), Delivery.Unconfirmed.class, false),
                Arguments.of(new NotLeaderOrFollowerException("x"), Delivery.Unconfirmed.class, false),
                Arguments.of(new TopicAuthorizationException("x"), Delivery.Unconfirmed.class, false),
                Arguments.of(new ClusterAuthorizationException("x"), Delivery.Unconfirmed.class, false),
                Arguments.of(new SaslAuthenticationException("x"), Delivery.Unconfirmed.class, false),
                Arguments.of(new OutOfOrderSequenceException("x"), Delivery.Unconfirmed.class, false),
                Arguments.of(new ProducerFencedException("x"), Delivery.Unconfirmed.class, true),
                Arguments.of(new InvalidProducerEpochException("x"), Delivery.Unconfirmed.class, true),
                Arguments.of(new UnsupportedVersionException("x"), Delivery.Unconfirmed.class, true),
                Arguments.of(new BrokerNotAvailableException("x"), Delivery.Unconfirmed.class, true),
                Arguments.of(new KafkaException("in an error state"), Delivery.Unconfirmed.class, true),
                Arguments.of(new IllegalStateException("closed"), Delivery.Unconfirmed.class, true));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void areTold(Exception failure, Class<? extends Delivery> delivery, boolean fatal) {
        assertEquals(delivery, Failures.delivery(failure).getClass());
        assertEquals(failure, Failures.delivery(failure).cause());
        assertEquals(fatal, Failures.isFatal(failure));
    }

    @Test
    void areFreshUntilARecordGetsThroughToTheSameTopic() {
        Failures failures = new Failures();
        assertFalse(failures.areFresh());
        failures.failed("orders");
        failures.succeeded("events");
        assertTrue(failures.areFresh());
        failures.succeeded("orders");
        assertFalse(failures.areFresh());
        failures.failed("orders");
        failures.forget();
        assertFalse(failures.areFresh());
    }
}
