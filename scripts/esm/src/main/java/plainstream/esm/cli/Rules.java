package plainstream.esm.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code rules}: the ledger, {@code rules.txt}, in which each rule names AWS's page, the day it was read, its tests and our deviation. */
final class Rules {
    private static final String FILE = "/plainstream/esm/rules.txt";

    /**
     * One rule.
     *
     * @param name short
     * @param text what holds
     * @param page where AWS says it, and the day on which it was read
     * @param tests {@code Class.method} each
     * @param deviation empty if there is none that we know
     */
    record Rule(String name, String text, String page, List<String> tests, String deviation) {}

    private Rules() {}

    static List<Rule> all() {
        try (InputStream in = Rules.class.getResourceAsStream(FILE)) {
            var rules = new ArrayList<Rule>();
            for (String block : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n")) {
                if (!block.isBlank() && !block.startsWith("#")) {
                    rules.add(rule(block.strip().split("\n")));
                }
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(String[] lines) {
        String page = "";
        String deviation = "";
        var text = new ArrayList<String>();
        var tests = new ArrayList<String>();
        for (int i = 1; i < lines.length; i++) {
            String[] words = lines[i].strip().split(": ", 2);
            switch (words[0]) {
                case "aws" -> page = words[1];
                case "test" -> tests.addAll(List.of(words[1].split(", ")));
                case "deviation" -> deviation = words[1];
                default -> text.add(lines[i].strip());
            }
        }
        return new Rule(lines[0], String.join(" ", text), page, tests, deviation);
    }

    static ExitCode print(PrintStream out) {
        for (Rule rule : all()) {
            out.println(rule.name());
            out.println("  " + rule.text());
            out.println("  AWS:  " + rule.page());
            rule.tests().forEach(test -> out.println("  test: " + test));
            if (!rule.deviation().isEmpty()) {
                out.println("  here: " + rule.deviation());
            }
        }
        return ExitCode.OK;
    }
}
