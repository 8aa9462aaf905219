package plainstream.bench;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** Runs the parts that were asked for, one after the other, and writes what they found. */
final class Main {
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
        Files.createDirectories(options.output());
        var lab = Lab.of(options);
        for (Part part : options.parts()) {
            lab.progress().say("== %s", part.option());
            part.run(lab);
            // After each part: whoever stops the run keeps what it found so far.
            write(lab);
        }
        System.out.print(lab.report().markdown(""));
        System.out.println("Report and chart: " + options.output().resolve("report.md") + ", chart.svg");
    }

    private static void write(Lab lab) throws Exception {
        var folder = lab.options().output();
        Files.writeString(folder.resolve("report.md"), lab.report().markdown(Machine.head()));
        Files.writeString(folder.resolve("chart.svg"), lab.report().svg());
        Facts.store(folder, lab.report().facts());
    }
}
