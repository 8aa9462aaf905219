package plainstream.workshop;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines that become other lines, wherever they stand; that they stand there once is what makes line numbers needless.
 *
 * @param before the lines to find, whole
 * @param after what stands there afterwards
 */
record Hunk(List<String> before, List<String> after) {
    Hunk {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    Hunk reversed() {
        return new Hunk(after, before);
    }

    /** How often the lines to find stand in the text. */
    long count(String text) {
        var lines = text.lines().toList();
        return Stream.iterate(0, i -> i + before.size() <= lines.size(), i -> i + 1)
                .filter(i -> lines.subList(i, i + before.size()).equals(before))
                .count();
    }

    /** The text with the lines replaced; they must stand there once. */
    String apply(String text) {
        var lines = text.lines().toList();
        for (int i = 0; i + before.size() <= lines.size(); i++) {
            if (lines.subList(i, i + before.size()).equals(before)) {
                var rest = lines.subList(i + before.size(), lines.size());
                return Stream.of(lines.subList(0, i), after, rest)
                        .flatMap(List::stream)
                        .collect(Collectors.joining("\n", "", "\n"));
            }
        }
        throw new IllegalStateException("not found:\n" + String.join("\n", before));
    }
}
