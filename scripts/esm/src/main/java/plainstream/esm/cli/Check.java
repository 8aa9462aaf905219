package plainstream.esm.cli;

import java.io.PrintStream;
import plainstream.esm.check.Case;
import plainstream.esm.check.Cases;
import plainstream.esm.check.Verdict;

/** {@code check}: the hard cases, one after the other, and which of them a function survives. */
final class Check {
    private Check() {}

    static ExitCode run(Words words, PrintStream out) throws UsageException {
        int failed = 0;
        int all = 0;
        String name = words.value(Option.FUNCTION_NAME).orElse("function");
        try (var functions = Functions.of(words, name, line -> {})) {
            for (Case hard : new Cases(words.value(Option.VALUE).orElse("{\"esm\":\"check\"}")).all()) {
                var verdict = Verdict.of(functions.invoker(), hard);
                all++;
                failed += verdict instanceof Verdict.Failed ? 1 : 0;
                out.println(line(hard, verdict));
            }
        }
        out.printf("%d of %d cases survived%n", all - failed, all);
        return failed == 0 ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    private static String line(Case hard, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Survived(String answer) -> "ok    %-24s %s".formatted(hard.name(), answer);
            case Verdict.Failed(String reason) ->
                "FAIL  %-24s %s%n      (%s)".formatted(hard.name(), reason, hard.why());
        };
    }
}
