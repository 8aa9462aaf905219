package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import plainstream.kit.Repository;

/** Every row of a README's table of settings names what the code reads, with the code's default; no row is left out, and no variable. */
class SettingsTest {
    /** A variable where the code reads it, and its default if it has one: {@code env.number("PORT", 8080, …)}. */
    private static final Pattern IN_CODE = Pattern.compile(
            "\\.(?:host|number|millis|choice|text|flag|oneOf|uri|servers|strings|level)\\(\\s*\"([A-Z_]+)\"(?:, \"?([-.\\w/]*))?");

    /** Where a service is: {@code variables.endpoint("S3", …)} reads AWS_ENDPOINT_URL_S3, else AWS_ENDPOINT_URL. */
    private static final Pattern ENDPOINT = Pattern.compile("endpoint\\(\"([A-Z0-9]+)\"");

    /** One row: names, defaults. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z_0-9]+`(?:, `[A-Z_0-9]+`)*) \\| ([^|]*?) \\|");

    private static final String HEADING = "\n## Settings\n";

    /** How the tables write that a variable has no default of its own. */
    private static final Set<String> NONE = Set.of("empty", "–", "AWS's");

    /** Set by Lambda, and so in no table. */
    private static final Set<String> LAMBDAS = Set.of("AWS_REGION");

    @Test
    void ofTheApiAreComplete() {
        assertComplete("api/README.md", "api/src/main/java/plainstream/api/settings/Settings.java");
    }

    @Test
    void ofTheFunctionsAreComplete() {
        assertComplete(
                "consumer/README.md",
                "consumer/src/main/java/plainstream/consumer/function/Settings.java",
                "consumer/src/main/java/plainstream/consumer/enrich/KafkaSettings.java",
                "consumer/src/main/java/plainstream/consumer/archive/ArchiveSettings.java");
    }

    private static void assertComplete(String readme, String... files) {
        var code = new TreeMap<String, String>();
        for (var file : files) {
            code.putAll(inCode(Repository.read(file)));
        }
        assertTrue(code.size() > 10, "the pattern finds no settings in the code");
        assertEquals(code, inReadme(readme));
    }

    private static Map<String, String> inCode(String text) {
        var settings = new TreeMap<String, String>();
        for (var m = IN_CODE.matcher(text); m.find(); ) {
            var standard = m.group(2) == null ? "" : m.group(2);
            var number = standard.matches("-?[0-9][0-9_]*");
            settings.put(m.group(1), number ? standard.replace("_", "") : standard);
        }
        for (var m = ENDPOINT.matcher(text); m.find(); ) {
            settings.put("AWS_ENDPOINT_URL", "");
            settings.put("AWS_ENDPOINT_URL_" + m.group(1), "");
        }
        settings.replace("LOG_LEVEL", "", "INFO");
        settings.replace("PAGE_LINKS", "", "{}");
        settings.keySet().removeAll(LAMBDAS);
        return settings;
    }

    private static Map<String, String> inReadme(String file) {
        var readme = Repository.read(file);
        var start = readme.indexOf(HEADING);
        var end = readme.indexOf("\n##", start + HEADING.length());
        var section = readme.substring(start, end < 0 ? readme.length() : end);
        var settings = new TreeMap<String, String>();
        for (var m = ROW.matcher(section); m.find(); ) {
            var names = m.group(1).replace("`", "").split(", ");
            var standards = m.group(2).replace("`", "").split(", ");
            for (int i = 0; i < names.length; i++) {
                var standard = standards[Math.min(i, standards.length - 1)];
                settings.put(names[i], NONE.contains(standard) ? "" : standard);
            }
        }
        return settings;
    }
}
