package plainstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs the parts that were asked for, one after the other, and writes what they found. */
final class Main {
    private static final int GROWN = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    /**
     * Measures.
     *
     * @param arguments those of scripts/bench.sh
     * @throws Exception when something cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        // Numbers look the same on every machine.
        Locale.setDefault(Locale.ROOT);
        try {
            run(Options.parse(List.of(arguments)));
        } catch (Options.UsageException e) {
            System.err.println("bench.sh: " + e.getMessage() + " (see --help)");
            System.exit(WRONG_USAGE);
        }
    }

    private static void run(Options options) throws Exception {
        if (options.check() == Check.Mode.COMPARE
                && Check.committed(options.root()).isEmpty()) {
            throw new Options.UsageException(Check.COMMITTED + " is missing: --keep writes it");
        }
        var lab = Lab.of(options);
        Files.createDirectories(lab.logs());
        for (Part part : options.parts()) {
            lab.progress().say("== %s", part.option());
            part.run(lab);
            // After each part: whoever stops the run keeps what it found so far.
            write(lab);
        }
        System.out.println(Machine.head() + Summary.markdown(lab.report().facts()));
        System.out.print(lab.report().markdown(""));
        System.out.println("Report and chart: " + options.output().resolve("report.md") + ", chart.svg");
        check(options, lab.report().facts());
    }

    private static void check(Options options, Map<String, Double> facts) throws IOException {
        switch (options.check()) {
            case NONE -> {}
            case KEEP -> Check.write(options.root(), facts);
            case COMPARE -> {
                var grown = Check.grown(Check.committed(options.root()), facts);
                grown.forEach(System.err::println);
                System.exit(grown.isEmpty() ? 0 : GROWN);
            }
        }
    }

    private static void write(Lab lab) throws Exception {
        var folder = lab.options().output();
        Files.writeString(folder.resolve("report.md"), lab.report().markdown(Machine.head()));
        Files.writeString(folder.resolve("chart.svg"), lab.report().svg());
        Facts.store(folder, lab.report().facts());
    }
}
