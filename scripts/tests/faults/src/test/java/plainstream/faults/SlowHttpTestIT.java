package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debian's slowhttptest, a tool of others, in its three modes that apply (it has a fourth for ranges, which are not served). */
@Tag("faults")
class SlowHttpTestIT {
    private static final String TOOL = System.getenv().getOrDefault("SLOWHTTPTEST", "slowhttptest");
    private static final String CONNECTIONS = "200";
    private static final String SECONDS = "8";

    @ParameterizedTest
    @CsvSource({"-H, slow headers, /hello", "-B, slow bodies, /likes", "-X, slow reading, /"})
    void serviceStaysAvailable(String mode, String name, String path) throws Exception {
        requireTool();
        try (var api = Api.start(SharedBroker.bootstrapServers(), Map.of());
                var probe = Probe.start(api.port())) {
            var output = run(mode, "http://127.0.0.1:" + api.port() + path);
            probe.end();
            var available = lastAvailability(output);
            Promise.print(
                    "slowhttptest, " + name,
                    "%s connections for %s s, service available: %s, %,d others served meanwhile, %d not, longest %s",
                    CONNECTIONS,
                    SECONDS,
                    available,
                    probe.served(),
                    probe.failed(),
                    Promise.seconds(probe.longestNanos()));
            assertAll(
                    () -> assertEquals("YES", available, output),
                    () -> assertEquals(0, probe.failed()),
                    () -> assertTrue(probe.longestNanos() < Probe.LIMIT_NANOS));
        }
    }

    private static void requireTool() throws InterruptedException {
        try {
            new ProcessBuilder(TOOL, "-h").redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            var message = "slowhttptest is missing: apt-get install slowhttptest, or name it by SLOWHTTPTEST";
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            System.err.println("SKIPPED: " + message);
            abort(message);
        }
    }

    private static String run(String mode, String url) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(TOOL, mode, "-c", CONNECTIONS, "-r", CONNECTIONS, "-l", SECONDS));
        command.addAll(List.of("-i", "1", "-p", "2", "-u", url));
        var process = new ProcessBuilder(command)
                .directory(Checkout.folder("slowhttptest").toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // Its colours are for people.
        return output.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    private static String lastAvailability(String output) {
        var lines = output.lines()
                .filter(line -> line.contains("service available:"))
                .toList();
        return lines.isEmpty()
                ? "?"
                : lines.getLast().replaceFirst(".*service available:", "").strip();
    }
}
