package plainstream.esm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers of other languages, where their interpreters are; with CI=true a missing one is a failure. */
class CodeIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void runsAPythonHandler() throws Exception {
        needs("python3");
        Path file = Files.writeString(folder.resolve("app.py"), """
                import os
                def handler(event, context):
                    if event.get("fail"):
                        raise ValueError("asked to")
                    return {"got": event["n"], "left": context.get_remaining_time_in_millis() > 0, "env": os.environ["WHO"]}
                """);
        judge(Code.spec("f", file, "app.handler", Map.of("WHO", "me"), line -> {}), "ValueError");
    }

    @Test
    void runsANodeHandler() throws Exception {
        needs("node");
        Path file = Files.writeString(folder.resolve("index.mjs"), """
                export const handler = async (event, context) => {
                  if (event.fail) throw new RangeError("asked to");
                  return { got: event.n, left: context.getRemainingTimeInMillis() > 0, env: process.env.WHO };
                };
                """);
        judge(Code.spec("f", file, "index.handler", Map.of("WHO", "me"), line -> {}), "RangeError");
    }

    @Test
    void saysWhatItTakes() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Code.spec("f", folder.resolve("no.py"), "a.b", Map.of(), line -> {}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Code.spec("f", Files.writeString(folder.resolve("a.rb"), ""), "a.b", Map.of(), line -> {}));
    }

    private static void judge(FunctionSpec spec, String error) throws Exception {
        try (var function = FunctionProcess.start(spec)) {
            String answer = new String(function.invoke("{\"n\":7}".getBytes(UTF_8), LIMIT), UTF_8);
            assertEquals("{\"got\":7,\"left\":true,\"env\":\"me\"}", answer.replace(" ", ""));
            var failure =
                    assertThrows(FunctionError.class, () -> function.invoke("{\"fail\":true}".getBytes(UTF_8), LIMIT));
            assertEquals(error, failure.type());
            function.invoke("{\"n\":8}".getBytes(UTF_8), LIMIT);
        }
    }

    private static void needs(String program) {
        boolean there = isThere(program);
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(program + " is missing");
        }
        assumeTrue(there, program + " is not installed: its functions are not tried here");
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
