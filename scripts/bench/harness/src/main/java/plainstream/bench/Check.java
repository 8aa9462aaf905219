package plainstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what an event costs with the committed figures. Processor times are first put in proportion: by how much this machine is slower
 * with the JDK's hello-world than the one that the figures are from.
 */
final class Check {
    static final Path COMMITTED = Path.of("scripts/bench/per-event.tsv");
    /** A cost may grow by so much: two runs of the same code lie this far apart on a machine that does nothing else. */
    private static final double TOLERANCE = 0.10;
    /** Dollars follow from the others, and not in proportion. */
    static final String DOLLARS = "dollars per million";

    /** Nothing, compare with the committed figures, or write them anew. */
    enum Mode {
        NONE,
        COMPARE,
        KEEP
    }

    private Check() {}

    static void write(Path root, Map<String, Double> facts) throws IOException {
        var lines = new ArrayList<String>();
        ofEvents(facts)
                .forEach((name, value) ->
                        lines.add(name + "\t" + Stat.number(value, 3).replace(",", "")));
        Files.write(root.resolve(COMMITTED), lines);
    }

    /** What has grown by more than it may, as sentences; none is good. */
    static List<String> grown(Map<String, Double> committed, Map<String, Double> found) {
        double slower = found.get(PerEvent.YARDSTICK) / committed.get(PerEvent.YARDSTICK);
        var grown = new ArrayList<String>();
        committed.forEach((name, before) -> {
            double now = found.getOrDefault(name, Double.NaN) / (name.endsWith("µs") ? slower : 1);
            boolean within = now <= before * (1 + TOLERANCE);
            if (!name.endsWith(DOLLARS) && !within) {
                grown.add("%s: %s, committed %s".formatted(name, Stat.number(now, 2), Stat.number(before, 2)));
            }
        });
        return grown;
    }

    static Map<String, Double> committed(Path root) throws IOException {
        return Facts.read(root.resolve(COMMITTED));
    }

    private static Map<String, Double> ofEvents(Map<String, Double> facts) {
        var events = new TreeMap<>(facts);
        events.keySet().removeIf(name -> !name.startsWith("event."));
        return events;
    }
}
