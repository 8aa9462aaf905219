package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plainstream.kit.Repository;

/** A class that a document or the description of a package names is there: the compiler does not look into either. */
class NamesTest {
    /** Declared or imported by some source, or written by it as text: a metric's name. */
    private static final Pattern KNOWN = Pattern.compile(
            "(?<=\\b(?:class|record|interface|enum) )[A-Z]\\w*|(?<=\\.)[A-Z]\\w*(?=;)|(?<=\")[A-Z]\\w*(?=\")");

    private static final Pattern IN_TEXT = Pattern.compile("(?<=`)[A-Z][a-z]\\w*(?=(?:\\.\\w+)?`)");
    private static final Pattern IN_COMMENT = Pattern.compile("(?<=\\{@code )[A-Z][a-z]\\w*(?=})");
    private static final Pattern DIAGRAM = Pattern.compile("(?s)<pre>.*?</pre>");
    private static final Pattern IN_DIAGRAM = Pattern.compile("\\b[A-Z][a-z]\\w*");

    /** What the world calls so: services, an operation of S3, and classes of the JDK and of frameworks. */
    private static final Set<String> NOT_OURS =
            Set.of("Amazon", "DynamoDB", "PutObject", "HttpURLConnection", "Unsafe", "RequestHandler");

    @Test
    void documentsNameWhatIsThere() throws IOException {
        assertThere(Repository.files(".md"), file -> names(IN_TEXT, Files.readString(file)));
    }

    @Test
    void packagesNameWhatIsThere() throws IOException {
        assertThere(Repository.files("package-info.java"), file -> {
            var text = Files.readString(file);
            var names = names(IN_COMMENT, text);
            for (var m = DIAGRAM.matcher(text); m.find(); ) {
                names.addAll(names(IN_DIAGRAM, m.group()));
            }
            return names;
        });
    }

    private interface Named {
        Set<String> in(Path file) throws IOException;
    }

    private static void assertThere(List<Path> files, Named named) throws IOException {
        var known = known();
        var missing = new ArrayList<String>();
        var seen = new TreeSet<String>();
        for (var file : files) {
            for (var name : named.in(file)) {
                seen.add(name);
                if (!known.contains(name)) {
                    missing.add(Repository.ROOT.relativize(file) + " names " + name + ", which no source does");
                }
            }
        }
        assertTrue(seen.size() > 40, seen::toString);
        assertEquals("", String.join("\n", missing));
    }

    private static Set<String> known() throws IOException {
        var known = new TreeSet<>(NOT_OURS);
        for (var source : Repository.files(".java")) {
            known.addAll(names(KNOWN, Files.readString(source)));
        }
        return known;
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
