package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's tables of settings name what the code reads, with the code's defaults. */
class SettingsTest {
    /** A variable and its default where the code reads it: {@code env.number("PORT", 8080, …)}. */
    private static final Pattern IN_CODE =
            Pattern.compile("\\.(?:host|number|millis|choice|text|flag)\\(\"([A-Z_]+)\", \"?([-.\\w]*)");

    private static final Pattern IN_README = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (?:`([^`]*)`|empty) \\|");

    @Test
    void ofTheApiAreComplete() {
        var code = settings(IN_CODE, Repository.read("api/src/main/java/plainstream/api/Settings.java"));
        code.put("KAFKA_BOOTSTRAP_SERVERS", "");
        assertTrue(code.size() > 10, "the pattern finds no settings in the code");
        assertEquals(code, settings(IN_README, section("### API")));
    }

    @Test
    void ofTheFunctionsAreComplete() {
        var code = settings(IN_CODE, Repository.read("consumer/src/main/java/plainstream/consumer/Settings.java"));
        code.remove("AWS_REGION");
        code.put("LOG_LEVEL", "INFO");
        assertTrue(code.size() > 5, "the pattern finds no settings in the code");
        var readme = settings(IN_README, section("### Functions"));
        readme.replace("LOG_LEVEL", "INFO");
        assertEquals(code, readme);
    }

    private static String section(String heading) {
        var readme = Repository.read("README.md");
        var start = readme.indexOf("\n" + heading + "\n");
        return readme.substring(start, readme.indexOf("\n### ", start + heading.length()));
    }

    private static Map<String, String> settings(Pattern pattern, String text) {
        var settings = new TreeMap<String, String>();
        for (var m = pattern.matcher(text); m.find(); ) {
            settings.put(m.group(1), m.group(2) == null ? "" : m.group(2).replace("_", ""));
        }
        return settings;
    }
}
