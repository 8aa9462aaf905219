package plainstream.esm;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts what CloudWatch counts of an event source mapping, under its names.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">AWS: event source mapping metrics</a>
 */
public class EventCounts implements MappingListener {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();
    private volatile long lastNanos = System.nanoTime();

    /** The names, in the order in which they are told. */
    public static final List<String> NAMES = List.of(
            "PolledEventCount",
            "FilteredOutEventCount",
            "InvokedEventCount",
            "FailedInvokeEventCount",
            "DroppedEventCount",
            "OnFailureDestinationDeliveredEventCount",
            "CommittedEventCount");

    @Override
    public void polled(String mapping, List<Span> spans) {
        add("PolledEventCount", records(spans));
        spans.forEach(span -> offsets.putIfAbsent(new TopicPartition(span.topic(), span.partition()), span.first()));
    }

    @Override
    public void filteredOut(String mapping, int records) {
        add("PolledEventCount", records);
        add("FilteredOutEventCount", records);
    }

    @Override
    public void invoked(Attempt attempt) {
        add("InvokedEventCount", records(attempt.spans()));
    }

    /** Of a partial answer only the records count that come again. */
    @Override
    public void answered(Attempt attempt, String failure, Map<TopicPartition, Long> lowest) {
        long failed = 0;
        for (Span span : attempt.spans()) {
            Long from = lowest.get(new TopicPartition(span.topic(), span.partition()));
            failed += failure.isEmpty() ? from == null ? 0 : span.last() - from + 1 : span.records();
        }
        add("FailedInvokeEventCount", failed);
    }

    @Override
    public void givenUp(String mapping, String condition, List<Span> spans) {
        add("DroppedEventCount", records(spans));
    }

    @Override
    public void delivered(String mapping, List<Span> spans) {
        add("OnFailureDestinationDeliveredEventCount", records(spans));
    }

    @Override
    public void committed(String mapping, TopicPartition partition, long offset, long end) {
        Long before = offsets.put(partition, offset);
        add("CommittedEventCount", before == null ? 0 : offset - before);
        if (end >= 0) {
            lags.put(partition, Math.max(0, end - offset));
        }
    }

    private void add(String name, long n) {
        if (n > 0) {
            counts.computeIfAbsent(name, key -> new LongAdder()).add(n);
            lastNanos = System.nanoTime();
        }
    }

    private static int records(List<Span> spans) {
        return spans.stream().mapToInt(Span::records).sum();
    }

    /** One of {@link #NAMES}, since the start. */
    public long count(String name) {
        return counts.getOrDefault(name, new LongAdder()).sum();
    }

    /** {@code OffsetLag}: the most that a partition is behind its end. */
    public long offsetLag() {
        return lags.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** For how long nothing has been counted, in nanoseconds. */
    public long quietNanos() {
        return System.nanoTime() - lastNanos;
    }

    /** One line of JSON: the time and every count since the start. */
    public String json(String mapping, long nowMs) {
        var text = new StringBuilder("{\"time\":" + nowMs + ",\"mapping\":\"" + mapping + "\"");
        NAMES.forEach(name -> text.append(",\"").append(name).append("\":").append(count(name)));
        return text.append(",\"OffsetLag\":").append(offsetLag()).append('}').toString();
    }
}
