package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much there is to read of what ships: lines of Java without blank lines and comments.
 *
 * @param lines half of what ships → its lines
 */
record SourceSize(Map<String, Integer> lines) {

    private static final Pattern COMMENTS = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern IN_README = Pattern.compile("([0-9,]+) lines of Java in `(api|consumer)`");

    /** How far README's round number may be from the count. */
    private static final double TOLERANCE = 0.05;

    static SourceSize of(Path root, Iterable<String> halves) throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (String half : halves) {
            int count = 0;
            try (Stream<Path> files = Files.walk(root.resolve(half).resolve("src/main/java"))) {
                for (Path file : files.filter(found -> found.toString().endsWith(".java"))
                        .toList()) {
                    count += count(Files.readString(file));
                }
            }
            lines.put(half, count);
        }
        return new SourceSize(lines);
    }

    static int count(String source) {
        return (int) COMMENTS.matcher(source)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .count();
    }

    /** More than the bounds, or other than README says. */
    List<Finding> check(Map<String, String> bounds, String readme) {
        List<Finding> findings = new ArrayList<>();
        lines.forEach((half, count) -> {
            if (count > Integer.parseInt(bounds.get(half))) {
                findings.add(
                        new Finding(
                                half + " has " + count + " lines of Java, more than " + bounds.get(half),
                                "somebody reads all of it to audit it: make it simpler, or raise the bound in policy.json and say why in the commit"));
            }
            inReadme(half, readme)
                    .filter(said -> Math.abs(said - count) > TOLERANCE * count)
                    .ifPresent(said -> findings.add(new Finding(
                            "README says " + said + " lines for " + half + ", which has " + count,
                            "correct it there")));
        });
        return findings;
    }

    private static Optional<Integer> inReadme(String half, String readme) {
        Matcher matcher = IN_README.matcher(readme);
        while (matcher.find()) {
            if (matcher.group(2).equals(half)) {
                return Optional.of(Integer.parseInt(matcher.group(1).replace(",", "")));
            }
        }
        return Optional.of(0);
    }
}
