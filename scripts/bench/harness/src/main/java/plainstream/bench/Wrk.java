package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * wrk, where it is installed ({@code --generator wrk}): a second opinion that shares no code with ours.
 *
 * @param folder for its scripts
 */
record Wrk(Path folder) implements Load {
    private static final String SCRIPT = """
            local texts = { %s }
            local i = 0
            request = function()
              i = i %% #texts + 1
              return texts[i]
            end
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format("RESULT %%d %%d %%f %%f %%f %%d\\n", summary.requests, summary.duration,
                latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
                e.connect + e.read + e.write + e.status + e.timeout))
            end
            """;

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("wrk", "-v")
                            .redirectErrorStream(true)
                            .start()
                            .pid()
                    > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Sample run(Requests requests, int connections, Duration duration, double perSecond) {
        if (perSecond != AS_FAST_AS_ANSWERED) {
            throw new UnsupportedOperationException("wrk keeps no rate: measure at a given rate with --generator=java");
        }
        try {
            var script = Files.writeString(folder.resolve("wrk-" + requests.port() + ".lua"), script(requests));
            var command = List.of(
                    "wrk",
                    "-t1",
                    "-c" + connections,
                    "-d" + duration.toSeconds() + "s",
                    "--timeout",
                    "10s",
                    "-s",
                    script.toString(),
                    "http://127.0.0.1:" + requests.port());
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return sample(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("wrk failed", e);
        }
    }

    private static String script(Requests requests) {
        return SCRIPT.formatted(requests.texts().stream().map(Wrk::literal).collect(Collectors.joining(", ")));
    }

    private static String literal(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n") + "\"";
    }

    private static Sample sample(String output) {
        var line = output.lines().filter(text -> text.startsWith("RESULT ")).findFirst();
        if (line.isEmpty()) {
            throw new IllegalStateException("wrk gave no result:\n" + output);
        }
        String[] words = line.get().toLowerCase(Locale.ROOT).split(" ");
        double seconds = Double.parseDouble(words[2]) / 1e6;
        return new Sample(
                Double.parseDouble(words[1]) / seconds,
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Double.parseDouble(words[5]),
                Long.parseLong(words[6]));
    }
}
