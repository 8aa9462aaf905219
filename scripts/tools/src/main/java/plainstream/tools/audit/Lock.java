package plainstream.tools.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A committed text that the audit writes anew and compares, one fact a line, so that a change is a line of a review. */
final class Lock {

    private final List<String> lines = new ArrayList<>();

    Lock(String title) {
        lines.add("# " + title);
        lines.add("# Written by make audit-update; make audit fails when it is no longer true.");
    }

    Lock section(String name) {
        lines.add("");
        lines.add("[" + name + "]");
        return this;
    }

    Lock line(String fact) {
        lines.add(fact);
        return this;
    }

    /** From a section on, for a reader. */
    void print(String fromSection, PrintStream out) {
        lines.stream().dropWhile(line -> !line.equals("[" + fromSection + "]")).forEach(out::println);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** What differs from the committed text, line by line. */
    Optional<Finding> compare(Path committed) throws IOException {
        List<String> before = Files.exists(committed) ? Files.readAllLines(committed) : List.of();
        if (before.equals(lines)) {
            return Optional.empty();
        }
        List<String> changes = changes(located(before), located(lines));
        return Optional.of(new Finding(
                committed.getFileName() + " is no longer true:\n" + String.join("\n", changes),
                "if you meant it, run make audit-update and let the new " + committed.getFileName() + " be reviewed"));
    }

    /** A section's name before each of its lines tells equal lines of two sections apart. */
    private static Set<String> located(List<String> lines) {
        Set<String> located = new LinkedHashSet<>();
        String section = "";
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = line + " ";
            } else if (!line.isEmpty()) {
                located.add(section + line);
            }
        }
        return located;
    }

    private static List<String> changes(Set<String> before, Set<String> now) {
        List<String> changes = new ArrayList<>();
        before.stream().filter(line -> !now.contains(line)).forEach(line -> changes.add("    - " + line));
        now.stream().filter(line -> !before.contains(line)).forEach(line -> changes.add("    + " + line));
        return changes.isEmpty() ? List.of("    the order of its lines") : changes;
    }
}
