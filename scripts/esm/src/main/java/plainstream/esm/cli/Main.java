package plainstream.esm.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** The program {@code esm}; its exit codes are {@link ExitCode}'s. */
public final class Main {
    private static final String USAGE = """
            Usage: java -jar esm.jar COMMAND [OPTION …]

            AWS Lambda's event source mapping for Kafka, on your machine: what is batched with what, what comes
            again after a failure, what a partial response does, where a poison record ends.

            Commands:
              run      read topics and give the records to a function, until Ctrl-C
              check    give a function the hard cases, and say which it survives
              replay   give a function recorded events again, and say what differs
              rules    every rule, where AWS says it, which test holds it, and where we deviate

            Options (the first ones are those of "aws lambda create-event-source-mapping"):
            %s

            Exit codes:
            %s
            """;

    private Main() {}

    /**
     * Runs one command.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        // The language that is set must not choose the digits that machines read.
        Locale.setDefault(Locale.ROOT);
        LogManager.getLogManager().getLogger("").setLevel(Level.SEVERE);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.exit(run(in, System.out, System.err, arguments));
    }

    /**
     * Runs one command on these streams.
     *
     * @return the exit status
     */
    public static int run(BufferedReader in, PrintStream out, PrintStream err, String... arguments) {
        return command(in, out, err, arguments).status();
    }

    private static ExitCode command(BufferedReader in, PrintStream out, PrintStream err, String... arguments) {
        try {
            var words = Words.of(arguments);
            if (words.has(Option.HELP) || words.command().equals("help")) {
                out.print(usage());
                return ExitCode.OK;
            }
            return switch (words.command()) {
                case "run" -> running(words, in, out, err);
                case "check" -> Check.run(words, out);
                case "replay" -> Replay.run(words, out);
                case "rules" -> Rules.print(out);
                default -> {
                    err.println("esm: '" + words.command()
                            + "' is no command, legal: run, check, replay, rules (see --help)");
                    yield ExitCode.USAGE;
                }
            };
        } catch (UsageException e) {
            e.faults().forEach(fault -> err.println("esm: " + fault));
            return ExitCode.USAGE;
        } catch (KafkaException | IOException | UncheckedIOException e) {
            err.println("esm: " + e.getMessage());
            return ExitCode.UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private static ExitCode running(Words words, BufferedReader in, PrintStream out, PrintStream err)
            throws UsageException, InterruptedException {
        try (var run = new Run(words, in, out, err)) {
            var hook = new Thread(run::finish);
            Runtime.getRuntime().addShutdownHook(hook);
            return run.run();
        }
    }

    private static String usage() {
        String options = Arrays.stream(Option.values()).map(Option::help).collect(Collectors.joining("\n"));
        String codes = Arrays.stream(ExitCode.values())
                .map(code -> "  %-3d %s".formatted(code.status(), code.meaning()))
                .collect(Collectors.joining("\n"));
        return USAGE.formatted(options, codes);
    }
}
