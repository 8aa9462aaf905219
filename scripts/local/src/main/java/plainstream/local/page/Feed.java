package plainstream.local.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import plainstream.esm.MappingListener;

/** Makes events for the page of what it is told. Of each kind so many in a second; the rest is counted, and the count is told. */
final class Feed implements MappingListener {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_A_SECOND = 200;

    private final Ring ring;
    private final UnaryOperator<String> functionOf;
    private final Map<String, AtomicInteger> thisSecond = new ConcurrentHashMap<>();
    private final Map<String, String> doing = new ConcurrentHashMap<>();

    /** @param functionOf the name of a mapping's function */
    Feed(Ring ring, UnaryOperator<String> functionOf) {
        this.ring = ring;
        this.functionOf = functionOf;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Milliseconds since 1970, with what the clock can tell below. */
    static double now() {
        return ms(Instant.now());
    }

    static double ms(Instant instant) {
        return instant.getEpochSecond() * 1e3 + instant.getNano() / 1000 / 1e3;
    }

    /** An event that is told whatever happens. */
    void tell(String kind, ObjectNode data) {
        ring.add(kind, data.toString());
    }

    /** An event of which there may be too many. */
    void sample(String kind, ObjectNode data) {
        if (thisSecond.computeIfAbsent(kind, name -> new AtomicInteger()).incrementAndGet() <= MOST_A_SECOND) {
            tell(kind, data);
        }
    }

    /** Begins another second. */
    void tick() {
        thisSecond.forEach((kind, count) -> {
            int skipped = count.getAndSet(0) - MOST_A_SECOND;
            if (skipped > 0) {
                tell("skipped", object().put("at", now()).put("kind", kind).put("count", skipped));
            }
        });
    }

    String functionOf(String mapping) {
        return functionOf.apply(mapping);
    }

    /** What a mapping does just now. */
    String doing(String mapping) {
        return doing.getOrDefault(mapping, "Enabled, nothing to do yet");
    }

    @Override
    public void polled(String mapping, List<Span> spans) {
        tell(
                "polled",
                spans(
                        object().put("mapping", mapping)
                                .put("function", functionOf.apply(mapping))
                                .put("at", now()),
                        spans));
    }

    @Override
    public void invoked(Attempt attempt) {
        doing.put(attempt.mapping(), "Enabled, batch " + name(attempt) + " is with the function");
        tell("invoked", spans(attempt(attempt).put("bytes", attempt.bytes()), attempt.spans()));
    }

    @Override
    public void answered(Attempt attempt, String failure, Map<TopicPartition, Long> lowest) {
        boolean good = failure.isEmpty() && lowest.isEmpty();
        doing.put(
                attempt.mapping(),
                good ? "Enabled, OK" : "Enabled, batch " + name(attempt) + " comes again after a failure");
        var data = attempt(attempt).put("result", good ? "success" : failure.isEmpty() ? "partial" : "error");
        var failed = data.putArray("failed");
        lowest.forEach((partition, offset) -> place(failed.addObject(), partition.topic(), partition.partition())
                .put("offset", offset));
        tell("answered", data.put("detail", failure.isEmpty() && !good ? "from " + lowest + " on" : failure));
    }

    @Override
    public void givenUp(String mapping, String condition, List<Span> spans) {
        tell(
                "givenup",
                spans(
                        object().put("mapping", mapping)
                                .put("condition", condition)
                                .put("at", now()),
                        spans));
    }

    private ObjectNode attempt(Attempt attempt) {
        return object().put("mapping", attempt.mapping())
                .put("function", functionOf.apply(attempt.mapping()))
                .put("batch", name(attempt))
                .put("attempt", attempt.number())
                .put("at", now())
                .put("records", attempt.spans().stream().mapToInt(Span::records).sum());
    }

    private static String name(Attempt attempt) {
        return attempt.mapping() + "-" + attempt.batch();
    }

    private static ObjectNode spans(ObjectNode data, List<Span> spans) {
        ArrayNode ranges = data.putArray("ranges");
        for (Span span : spans) {
            place(ranges.addObject(), span.topic(), span.partition())
                    .put("first", span.first())
                    .put("last", span.last())
                    .put("records", span.records());
        }
        return data;
    }

    static ObjectNode place(ObjectNode node, String topic, int partition) {
        return node.put("topic", topic).put("partition", partition);
    }
}
