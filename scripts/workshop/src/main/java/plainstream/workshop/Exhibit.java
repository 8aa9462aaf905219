package plainstream.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One mutation: a file of {@code museum/} that begins with {@code name: value} lines, then the lesson, then the diff.
 *
 * @param number from the file's name
 * @param title what is wrong, in a few words
 * @param shows what the user of the local stack sees, with the numbers
 * @param stack the scenario of {@code show.sh} that shows it, {@code -} if none can
 * @param module the folder whose tests catch it
 * @param tests their names
 * @param lesson one paragraph
 * @param edits what it changes
 */
record Exhibit(
        int number,
        String title,
        String shows,
        String stack,
        String module,
        List<String> tests,
        String lesson,
        List<Edit> edits) {

    /** Every exhibit of the museum, by number. */
    static List<Exhibit> all(Path root) {
        try (var files = Files.list(root.resolve("scripts/workshop/museum"))) {
            return files.filter(file -> file.toString().endsWith(".diff"))
                    .sorted()
                    .map(Exhibit::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Exhibit read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            int number = Integer.parseInt(file.getFileName().toString().replaceFirst("-.*", ""));
            return parse(number, lines);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    static Exhibit parse(int number, List<String> lines) {
        var head = lines.stream().takeWhile(line -> !line.startsWith("--- ")).toList();
        var values = head.stream().takeWhile(line -> !line.isBlank()).toList();
        var lesson = head.stream().skip(values.size()).collect(Collectors.joining(" "));
        var names = new HashMap<String, String>();
        values.forEach(line -> names.put(line.replaceFirst(":.*", ""), line.replaceFirst("^[^:]*: *", "")));
        var tests = List.of(value(names, "tests").split("[ ,]+"));
        return new Exhibit(
                number,
                value(names, "title"),
                value(names, "shows"),
                value(names, "stack"),
                value(names, "module"),
                tests,
                lesson.strip(),
                Edit.parse(lines.subList(head.size(), lines.size())));
    }

    private static String value(Map<String, String> values, String name) {
        var value = values.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("the line '" + name + ": …' is missing");
        }
        return value;
    }
}
