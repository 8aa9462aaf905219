package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the image's own recipe says, so that the bench measures what ships and not a copy of it that went stale. */
final class Dockerfile {
    private static final Path PLACE = Path.of("api", "Dockerfile");
    private static final Pattern MODULES = Pattern.compile("--add-modules[ =]+\"?([a-z.,\\\\\\s]+[a-z])");
    private static final Pattern OPTIONS = Pattern.compile("--add-options=\"([^\"]+)\"");

    private Dockerfile() {}

    /** The modules that jlink puts into the image, separated by commas. */
    static String modules(Path root) {
        return find(root, MODULES, "modules for jlink").replaceAll("[\\\\\\s]", "");
    }

    /** The options that the image's runtime gives its JVM. */
    static List<String> options(Path root) {
        return List.of(find(root, OPTIONS, "options for the JVM").strip().split("\\s+"));
    }

    private static String find(Path root, Pattern pattern, String what) {
        try {
            var matcher = pattern.matcher(Files.readString(root.resolve(PLACE)));
            if (!matcher.find()) {
                throw new IllegalStateException(PLACE + " names no " + what);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(PLACE + " cannot be read", e);
        }
    }
}
