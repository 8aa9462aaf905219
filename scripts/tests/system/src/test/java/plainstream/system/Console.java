package plainstream.system;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code console} block of the README: commands after {@code $ }, each followed by the output that the README promises.
 *
 * <p>In the output, {@code …} stands for any text within a line, and alone on a line for any number of lines.
 */
record Console(String heading, List<Step> steps) {
    /** A command (a line that ends in a backslash goes on) and its promised output. */
    record Step(String command, String output) {
        Pattern pattern() {
            var regex = new StringBuilder();
            for (var line : output.strip().split("\n")) {
                regex.append(line.strip().equals("…") ? "(?:.*\\n)*?" : literal(line) + "\\n");
            }
            return Pattern.compile(regex.toString());
        }

        private static String literal(String line) {
            var regex = new StringBuilder();
            for (var part : line.strip().split("…", -1)) {
                regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
            }
            return regex.toString();
        }
    }

    private static final Pattern BLOCK = Pattern.compile("(?ms)^(#+ [^\\n]*)$|^```console\\n(.*?)^```$");

    static List<Console> of(String markdown) {
        var blocks = new ArrayList<Console>();
        var heading = "";
        for (Matcher m = BLOCK.matcher(markdown); m.find(); ) {
            if (m.group(1) != null) {
                heading = m.group(1).replaceFirst("#+ ", "");
            } else {
                blocks.add(new Console(heading, steps(m.group(2))));
            }
        }
        return blocks;
    }

    private static List<Step> steps(String block) {
        var steps = new ArrayList<Step>();
        for (var part : block.split("(?m)^\\$ ")) {
            if (!part.isBlank()) {
                steps.add(step(part));
            }
        }
        return steps;
    }

    private static Step step(String part) {
        var end = 0;
        do {
            end = part.indexOf('\n', end) + 1;
        } while (end > 1 && part.charAt(end - 2) == '\\');
        return new Step(part.substring(0, end).strip(), part.substring(end));
    }
}
