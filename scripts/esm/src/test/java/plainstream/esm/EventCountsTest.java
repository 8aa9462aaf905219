package plainstream.esm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import plainstream.esm.MappingListener.Attempt;
import plainstream.esm.MappingListener.Span;

class EventCountsTest {
    @Test
    void countsUnderCloudWatchsNames() {
        var counts = new EventCounts();
        var spans = List.of(new Span("t", 0, 10, 14, 5));
        counts.polled("m", spans);
        counts.filteredOut("m", 2);
        var attempt = new Attempt("m", 1, 1, 100, spans);
        counts.invoked(attempt);
        counts.answered(attempt, "Unhandled: no", Map.of());
        counts.invoked(attempt);
        counts.answered(attempt, "", Map.of(new TopicPartition("t", 0), 13L));
        counts.givenUp("m", "RetryAttemptsExhausted", List.of(new Span("t", 0, 13, 14, 2)));
        counts.delivered("m", List.of(new Span("t", 0, 13, 14, 2)));
        counts.committed("m", new TopicPartition("t", 0), 13, 20);
        counts.committed("m", new TopicPartition("t", 0), 15, 20);
        assertEquals(
                "{\"time\":7,\"mapping\":\"m\",\"PolledEventCount\":7,\"FilteredOutEventCount\":2,\"InvokedEventCount\":10,"
                        + "\"FailedInvokeEventCount\":7,\"DroppedEventCount\":2,\"OnFailureDestinationDeliveredEventCount\":2,"
                        + "\"CommittedEventCount\":5,\"OffsetLag\":5}",
                counts.json("m", 7));
    }
}
