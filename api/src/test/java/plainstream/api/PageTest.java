package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser: its size, its means, and that what it names exists. */
class PageTest {
    private static final Path PAGE = Path.of("src/main/resources/plainstream/api");
    private static final int MOST_BYTES = 60 * 1024;
    private static final Pattern FOLDER = Pattern.compile("const ([A-Z]+) = '([a-z/]+/)';");
    private static final Pattern SOURCE = Pattern.compile("([A-Z]+) \\+ '([A-Za-z]+|[a-z]+/[A-Za-z]+)'");
    private static final Pattern STORE = Pattern.compile("(?:: |\\|\\| )'([A-Z][A-Za-z]+)'");

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(PAGE.resolve("index.html")));
        try (var parts = Files.list(PAGE.resolve("page"))) {
            parts.forEach(files::add);
        }
        return files;
    }

    @Test
    void staysSmall() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    }

    @Test
    void makesTextOfEverything() throws IOException {
        for (Path file : files()) {
            String text = Files.readString(file);
            assertFalse(
                    text.matches("(?s).*(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\().*"),
                    file + "");
        }
    }

    @Test
    void isServedWhole() throws IOException {
        try (ApiFixture api = new ApiFixture()) {
            for (Path file : files()) {
                String name = file.getFileName().toString();
                assertEquals(
                        Files.readString(file),
                        api.get(name.equals("index.html") ? "/" : "/page/" + name)
                                .body());
            }
            assertEquals(404, api.get("/page/index.html").statusCode());
        }
    }

    @Test
    void linksToFilesThatExist() throws IOException {
        String journey = Files.readString(PAGE.resolve("page/journey.js"));
        Map<String, String> folders = new HashMap<>();
        FOLDER.matcher(journey).results().forEach(m -> folders.put(m.group(1), m.group(2)));
        List<String> sources = new ArrayList<>();
        SOURCE.matcher(journey).results().forEach(m -> sources.add(folders.get(m.group(1)) + m.group(2)));
        for (String name : List.of("routes/Greetings", "routes/Writes")) {
            assertTrue(journey.contains("'" + name + "'"), name);
            sources.add(folders.get("API") + name);
        }
        STORE.matcher(journey).results().forEach(m -> sources.add(folders.get("FUNCTIONS") + "store/" + m.group(1)));
        sources.add(folders.get("FUNCTIONS") + "enrich/EnrichmentRun");
        assertTrue(sources.size() > 12, sources + "");
        sources.forEach(source -> assertTrue(Files.exists(Path.of("..", source + ".java")), source));
    }
}
