package plainstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The CSV that JMH wrote: one line per benchmark and measure.
 *
 * @param scores by {@code method:measure/headers}, where JMH's main measure has no name
 */
record JmhResults(Map<String, Double> scores) {
    private static final double RECORDS = 10_000;

    static JmhResults read(Path csv) throws IOException {
        var scores = new HashMap<String, Double>();
        for (String line : Files.readAllLines(csv)) {
            // No field holds a comma; the last one is the benchmark's only parameter.
            String[] cells = line.replace("\"", "").split(",");
            if (!cells[0].equals("Benchmark")) {
                String method = cells[0].substring(cells[0].lastIndexOf("Benchmark.") + "Benchmark.".length());
                scores.put(method + "/" + cells[cells.length - 1], Double.valueOf(cells[4]));
            }
        }
        return new JmhResults(scores);
    }

    double score(String method, String headers) {
        return scores.get(method + "/" + headers);
    }

    double perCpuSecond(String method, String headers) {
        return score(method + ":events", headers) * RECORDS * 1e9 / score(method + ":cpuNanos", headers);
    }

    double bytesPerRecord(String method, String headers) {
        return score(method + ":gc.alloc.rate.norm", headers);
    }
}
