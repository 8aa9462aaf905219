package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plainstream.kit.Repository;

/** The README is short enough to be read, no line too long for a screen, and no document points at what is not there. */
class DocumentsTest {
    private static final int MAX_WORDS = 2_500;
    private static final int MAX_LINE = 120;

    /** {@code [text](target)} and {@code [name]: target}. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?m)^\\[[^\\]]+\\]: (\\S+)$");

    private static final Pattern DIAGRAM = Pattern.compile("(?ms)^```mermaid$.*?^```$");

    @Test
    void readmeIsRead() {
        var readme = Repository.read("README.md");
        int words = readme.strip().split("\\s+").length;
        assertTrue(words <= MAX_WORDS, words + " words");
    }

    /** A row of a table, and an edge of a diagram that is drawn from text, are one line each. */
    @Test
    void linesFitAScreen() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var document : Repository.files(".md")) {
            DIAGRAM.matcher(Files.readString(document))
                    .replaceAll("")
                    .lines()
                    .filter(line -> !line.startsWith("|") && line.codePointCount(0, line.length()) > MAX_LINE)
                    .forEach(line -> tooLong.add(Repository.ROOT.relativize(document) + ": " + line));
        }
        assertEquals("", String.join("\n", tooLong));
    }

    /** Terraform's tests hold the figure in its own README. */
    @Test
    void pricesAgree() {
        var price = Pattern.compile("\\| `small`, the default \\| ([0-9.]+ USD) \\|")
                .matcher(Repository.read("terraform/README.md"));
        assertTrue(price.find(), "no price of the defaults");
        var told = "The defaults cost about " + price.group(1) + " an hour";
        assertTrue(Repository.read("README.md").contains(told), told);
    }

    @Test
    void linksResolve() throws IOException {
        var broken = new ArrayList<String>();
        var documents = Repository.files(".md");
        assertTrue(documents.size() > 10, documents::toString);
        for (var document : documents) {
            for (var m = LINK.matcher(withoutCode(Files.readString(document))); m.find(); ) {
                var target = m.group(1) == null ? m.group(2) : m.group(1);
                if (!target.matches("[a-z]+:.*") && !resolves(document, target)) {
                    broken.add(Repository.ROOT.relativize(document) + " → " + target);
                }
            }
        }
        assertEquals("", String.join("\n", broken));
    }

    private static boolean resolves(Path document, String target) throws IOException {
        var path = target.replaceFirst("#.*", "");
        var file = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        var anchor = target.contains("#") ? target.replaceFirst("[^#]*#", "") : "";
        return anchor.isEmpty() || anchors(Files.readString(file)).contains(anchor);
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(String markdown) {
        return withoutCode(markdown)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?ms)^```.*?^```$", "");
    }
}
