package plainstream.api.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class MetricsTest {
    @Test
    void reportsInEmbeddedMetricFormat() {
        Metrics metrics = new Metrics();
        metrics.answered("/hello", 200, 1_500_000);
        metrics.answered("/hello", 404, 2_000_000);
        metrics.published(700_000);
        metrics.refused();
        metrics.inFlight(3);
        List<Map<String, Object>> lines = report(metrics);
        assertEquals(3, lines.size());
        Map<String, Object> whole = lines.getFirst();
        assertEquals(List.of(List.of("Service")), directive(whole).get("Dimensions"));
        assertEquals("Plainstream/Api", directive(whole).get("Namespace"));
        assertEquals("api", whole.get("Service"));
        assertEquals(3, whole.get("InFlight"));
        assertEquals(1, whole.get("Refused"));
        assertEquals(2.0, (double) whole.get("LatencyMaxMs"), 0.13);
        assertEquals(0.7, (double) whole.get("PublishP99Ms"), 0.05);
        assertEquals(
                List.of(
                        "InFlight",
                        "Refused",
                        "Renewed",
                        "Ready",
                        "LatencyP50Ms",
                        "LatencyP99Ms",
                        "LatencyMaxMs",
                        "PublishP50Ms",
                        "PublishP99Ms",
                        "PublishMaxMs"),
                names(whole));
        assertEquals(
                List.of(List.of("Service", "Route", "StatusClass")),
                directive(lines.get(1)).get("Dimensions"));
        assertEquals(List.of("Requests"), names(lines.get(1)));
        assertEquals("2xx", lines.get(1).get("StatusClass"));
        assertEquals("4xx", lines.get(2).get("StatusClass"));
    }

    @Test
    void startsAnewAfterAReport() {
        Metrics metrics = new Metrics();
        metrics.answered("/hello", 200, 1);
        report(metrics);
        List<Map<String, Object>> lines = report(metrics);
        assertEquals(1, lines.size());
        assertEquals(List.of("InFlight", "Refused", "Renewed", "Ready"), names(lines.getFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1_000, 15_000, 16_000, 17_000, 999_000, 1_000_000, 123_456_000, 60_000_000_000L, Long.MAX_VALUE
            })
    void keepsDurationsWithinASixteenth(long nanos) {
        Histogram histogram = new Histogram();
        histogram.record(nanos);
        long max = histogram.take().max();
        long representable = Math.min(nanos, (1L << 35) * 1_000);
        assertTrue(
                max >= representable - 1_000 && max <= representable + representable / 16 + 1_000,
                nanos + " became " + max);
    }

    @Test
    void findsQuantiles() {
        Histogram histogram = new Histogram();
        for (int i = 1; i <= 1_000; i++) {
            histogram.record(i * 1_000_000L);
        }
        Histogram.Snapshot snapshot = histogram.take();
        assertEquals(1_000, snapshot.count());
        assertEquals(500e6, snapshot.p50(), 500e6 / 16);
        assertEquals(990e6, snapshot.p99(), 990e6 / 16);
    }

    private static List<Map<String, Object>> report(Metrics metrics) {
        List<Map<String, Object>> lines = new ArrayList<>();
        metrics.report(1, line -> lines.add(new Yaml().load(line.toString())));
        return lines;
    }

    private static Map<?, ?> directive(Map<String, Object> line) {
        return (Map<?, ?>) ((List<?>) ((Map<?, ?>) line.get("_aws")).get("CloudWatchMetrics")).getFirst();
    }

    private static List<Object> names(Map<String, Object> line) {
        List<Object> names = new ArrayList<>();
        ((List<?>) directive(line).get("Metrics")).forEach(metric -> names.add(((Map<?, ?>) metric).get("Name")));
        names.forEach(name -> assertTrue(line.containsKey(name), "no value of " + name));
        return names;
    }
}
