package plainstream.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer, guided by coverage, on everything that reads bytes of strangers, for {@code -Dfaults.fuzz.seconds} each.
 *
 * <p>A finding is left in {@code target/runs}; copied beside the kept cases, it is one from then on.
 */
@Tag("faults")
class FuzzIT {
    private static final int SECONDS = Integer.getInteger("faults.fuzz.seconds", 20);
    private static final int INPUT_LIMIT_S = 5;
    private static final int LARGEST_BYTES = 4_096;
    private static final long FEWEST_RUNS = 10_000;
    private static final Pattern STATUS = Pattern.compile("(?m)^#(\\d+)\\s+DONE\\s+cov: (\\d+)");

    @ParameterizedTest
    @EnumSource
    void readsAnythingOrRefusesIt(FuzzTarget target) throws Exception {
        var folder = Checkout.folder("fuzz-" + target.name().toLowerCase(Locale.ROOT));
        var process = start(target, folder);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        var status = STATUS.matcher(output);
        boolean done = status.find();
        long runs = done ? Long.parseLong(status.group(1)) : 0;
        Promise.print(
                "fuzzed " + target.name().toLowerCase(Locale.ROOT) + " reader",
                "%,d inputs in %d s, %s edges covered, %d findings, %d kept cases",
                runs,
                SECONDS,
                done ? status.group(2) : "?",
                code == 0 ? 0 : 1,
                target.cases().size());
        assertEquals(0, code, output);
        assertTrue(runs > FEWEST_RUNS, output);
    }

    private static Process start(FuzzTarget target, Path folder) throws IOException {
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=plainstream.**",
                "--custom_hook_includes=plainstream.**",
                "--reproducer_path=" + folder,
                "-seed=" + Math.floorMod(Seed.VALUE, Integer.MAX_VALUE),
                "-max_total_time=" + SECONDS,
                "-timeout=" + INPUT_LIMIT_S,
                "-max_len=" + LARGEST_BYTES,
                "-artifact_prefix=" + folder + "/",
                corpus.toString(),
                target.folder().toString());
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
