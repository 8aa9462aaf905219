package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import plainstream.esm.host.Ports;
import plainstream.kit.Repository;
import plainstream.kit.Stack;

/** The README never lies: every {@code console} block runs here, in order, and prints what it says. */
class ReadmeIT {
    private static final int COMMAND_LIMIT_S = 60;
    private static final Duration EFFECT_LIMIT = Duration.ofSeconds(30);
    /** Holds a .curlrc: without a terminal, curl would print its progress between the lines. */
    private static final String CURL_HOME =
            Path.of("target", "curl").toAbsolutePath().toString();

    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(Path.of(CURL_HOME));
        Files.writeString(Path.of(CURL_HOME, ".curlrc"), "silent\n");
        stack = Stack.start(Path.of("target", "readme").toAbsolutePath(), Ports::free);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandPrintsWhatTheReadmeSays() {
        var blocks = Console.of(Repository.read("README.md"));
        assertTrue(blocks.size() > 5, "the README has lost its console blocks");
        return blocks.stream()
                .flatMap(block -> block.steps().stream()
                        .map(step ->
                                DynamicTest.dynamicTest(block.heading() + ": " + step.command(), () -> run(step))));
    }

    private static void run(Console.Step step) throws Exception {
        needTools(step.command());
        var output = output(step);
        for (var end = Instant.now().plus(EFFECT_LIMIT);
                isLate(step, output) && Instant.now().isBefore(end); ) {
            output = output(step);
        }
        if (!step.pattern().matcher(output).matches()) {
            fail("$ " + step.command() + "\nprinted\n" + output + "\nbut the README says\n" + step.output());
        }
    }

    private static void needTools(String command) {
        for (var tool : List.of("jq", "kcat")) {
            if (command.contains(tool + " ") && !onPath(tool)) {
                var message = tool + " is not installed: \"" + command + "\" cannot be tried";
                assertFalse("true".equals(System.getenv("CI")), message);
                System.err.println("SKIPPED: " + message);
                abort(message);
            }
        }
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** A command that begins with a pause waits for an effect, which takes longer on a machine that does other work too. */
    private static boolean isLate(Console.Step step, String output) {
        return step.command().startsWith("sleep ")
                && !step.pattern().matcher(output).matches();
    }

    private static String output(Console.Step step) throws Exception {
        var builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", stack.translate(step.command()))
                .directory(Repository.ROOT.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(stack.environment());
        builder.environment().put("CURL_HOME", CURL_HOME);
        var process = builder.start();
        process.getOutputStream().close();
        // A command that hangs is ended, so that reading its output ends too.
        var watchdog = Thread.startVirtualThread(() -> endAfterLimit(process));
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        watchdog.interrupt();
        return normal(output);
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(COMMAND_LIMIT_S, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // The command ended in time.
        }
    }

    private static String normal(String output) {
        var lines = output.replace("\r", "").strip().lines().map(String::strip).toList();
        return String.join("\n", lines) + "\n";
    }
}
