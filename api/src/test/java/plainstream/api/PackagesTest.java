package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import plainstream.consumer.EventsHandler;

/** A package uses only what stands below it, so that the folder names alone tell an event's way. Judged by {@code jdeps}, on what was compiled. */
class PackagesTest {
    private static final List<String> API = List.of("", "routes", "http", "kafka", "log", "settings", "json", "time");
    private static final List<String> CONSUMER = List.of(
            "",
            "enrich",
            "store",
            "query",
            "archive",
            "batch",
            "function",
            "event",
            "dynamodb",
            "aws",
            "log",
            "time",
            "json");
    private static final Pattern ARROW = Pattern.compile("(plainstream\\.[.a-z]+)\\s+-> (plainstream\\.[.a-z]+)");

    @Test
    void arrowsOfTheApiGoDown() throws Exception {
        assertArrowsGoDown("plainstream.api", API, Api.class);
    }

    @Test
    void arrowsOfTheConsumerGoDown() throws Exception {
        assertArrowsGoDown("plainstream.consumer", CONSUMER, EventsHandler.class);
    }

    private static void assertArrowsGoDown(String root, List<String> order, Class<?> type) throws Exception {
        var upwards = new ArrayList<String>();
        var seen = new TreeSet<Integer>();
        for (MatchResult arrow : arrows(
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
            int from = place(root, order, arrow.group(1));
            int to = place(root, order, arrow.group(2));
            seen.add(from);
            seen.add(to);
            if (from >= to) {
                upwards.add(arrow.group());
            }
        }
        assertEquals(List.of(), upwards, "these arrows go up; from top to bottom it is " + order);
        assertEquals(order.size(), seen.size(), "a package of " + order + " has no class, or nobody uses it");
    }

    private static List<MatchResult> arrows(Path classes) {
        var out = new StringWriter();
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "-verbose:package",
                        "--ignore-missing-deps",
                        "-filter:package",
                        classes.toString());
        assertEquals(0, status, out.toString());
        return ARROW.matcher(out.toString()).results().toList();
    }

    private static int place(String root, List<String> order, String name) {
        int place = order.indexOf(
                name.substring(Math.min(name.length(), root.length())).replaceFirst("^\\.", ""));
        assertEquals(true, name.startsWith(root) && place >= 0, name + " is not in the list " + order);
        return place;
    }
}
