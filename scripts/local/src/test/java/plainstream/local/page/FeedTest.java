package plainstream.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import plainstream.esm.MappingListener;

/** What becomes an event for the page: of lines, and of what mappings do. */
class FeedTest {
    private final Ring ring = new Ring(1_000);
    private final Feed feed = new Feed(ring, mapping -> "f-" + mapping);
    private final Lines lines = new Lines(feed);

    private record Told(String kind, JsonNode data) {}

    private List<Told> told() throws Exception {
        var told = new ArrayList<Told>();
        for (var read = ring.after(0, 0).orElseThrow(); !read.events().isEmpty(); ) {
            for (Ring.Event event : read.events()) {
                told.add(new Told(event.kind(), Feed.MAPPER.readTree(event.json())));
            }
            read = ring.after(read.events().getLast().number(), 0).orElseThrow();
        }
        return told;
    }

    @Test
    void makesRequestsOfAccessLines() throws Exception {
        lines.line("api", """
                {"time":"2026-11-26T02:43:20.123456Z","method":"POST","path":"/likes","status":202,"durationMs":1.5,"requestId":"r",
                "traceparent":"t","client":"127.0.0.1","topic":"events","partition":1,"offset":7}""");
        var request = told().getFirst();
        assertEquals("request", request.kind());
        assertEquals(1.5, request.data().path("ms").asDouble());
        assertEquals(7, request.data().path("offset").asLong());
        assertEquals(0.456, request.data().path("at").asDouble() % 1, 0.001, "microseconds are kept");
        assertFalse(request.data().has("client"), "only what the page shows");
    }

    @Test
    void makesLogLinesOfTheOthersAndLeavesMetricsOut() throws Exception {
        lines.line("events", "{\"_aws\":{}}");
        lines.line("events", "OpenJDK warning");
        lines.line("events", "{\"level\":\"ERROR\",\"message\":\"dead letter\",\"reason\":\"bad\",\"offset\":3}");
        var told = told();
        assertEquals(2, told.size());
        assertEquals("OpenJDK warning", told.get(0).data().path("message").asText());
        assertEquals("bad", told.get(1).data().path("reason").asText());
    }

    @Test
    void countsWhatIsTooMuchForOneSecond() throws Exception {
        for (int i = 0; i < 500; i++) {
            lines.line("events", "line " + i);
        }
        feed.tick();
        feed.tick();
        var told = told();
        assertEquals(201, told.size());
        assertEquals("skipped", told.getLast().kind());
        assertEquals(300, told.getLast().data().path("count").asInt());
    }

    @Test
    void tellsWhyABatchComesAgain() throws Exception {
        var span = new MappingListener.Span("t", 0, 4, 6, 3);
        var attempt = new MappingListener.Attempt("m", 9, 2, 100, List.of(span));
        feed.invoked(attempt);
        feed.answered(attempt, "", Map.of(new TopicPartition("t", 0), 5L));
        feed.answered(attempt, "Unhandled: x", Map.of());
        feed.answered(attempt, "", Map.of());
        var told = told();
        assertEquals("f-m", told.getFirst().data().path("function").asText());
        assertEquals(6, told.getFirst().data().at("/ranges/0/last").asInt());
        assertEquals(
                List.of("partial", "error", "success"),
                told.stream().skip(1).map(t -> t.data().path("result").asText()).toList());
        assertEquals(5, told.get(1).data().at("/failed/0/offset").asInt());
        assertEquals("m-9", told.get(3).data().path("batch").asText());
    }
}
