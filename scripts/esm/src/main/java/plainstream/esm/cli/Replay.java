package plainstream.esm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;

/** {@code replay}: gives recorded events to a function once more, and shows where it answers differently than then. */
final class Replay {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Replay() {}

    static ExitCode run(Words words, PrintStream out) throws UsageException, IOException {
        Path file = Path.of(
                words.value(Option.REPLAY).orElseThrow(() -> new UsageException(List.of("--replay FILE is missing"))));
        int different = 0;
        int number = 0;
        try (var functions =
                        Functions.of(words, words.value(Option.FUNCTION_NAME).orElse("function"), out::println);
                var lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode recorded = MAPPER.readTree(line);
                byte[] event = MAPPER.writeValueAsBytes(recorded.get("event"));
                String then = recorded.has("answer")
                        ? recorded.get("answer").asText()
                        : "error " + recorded.path("errorType").asText();
                String now = answer(functions.invoker(), event);
                number++;
                if (!same(then, now)) {
                    different++;
                    out.printf(
                            "invocation %d, %s%n  then: %s%n  now:  %s%n", number, Stepper.summary(event), then, now);
                }
            }
        }
        out.printf("%d invocations, %d answered differently%n", number, different);
        return different == 0 ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    private static String answer(Invoker function, byte[] event) {
        try {
            return new String(function.invoke(event), StandardCharsets.UTF_8);
        } catch (FunctionError e) {
            return "error " + e.type();
        }
    }

    /** As JSON where both are. */
    private static boolean same(String then, String now) {
        try {
            return then.equals(now) || MAPPER.readTree(then).equals(MAPPER.readTree(now));
        } catch (IOException e) {
            return false;
        }
    }
}
