package plainstream.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import plainstream.esm.FunctionError;
import plainstream.esm.FunctionProcess;

/** Gives a function one event, from stdin, and prints its answer; what the function logs goes to stderr. */
final class Invoke {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Invoke() {}

    /**
     * Invokes it once.
     *
     * @param arguments the handler's class, and its class path as {@code folder/*}
     * @throws IOException when the event cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: Invoke HANDLER CLASS-PATH <EVENT");
            System.exit(WRONG_USE);
        }
        var event = System.in.readAllBytes();
        try (var function = FunctionProcess.start(
                arguments[0], List.of(Path.of(arguments[1])), System.getenv(), System.err::println)) {
            System.out.writeBytes(function.invoke(event, LIMIT));
            System.out.println();
        } catch (FunctionError e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }
}
