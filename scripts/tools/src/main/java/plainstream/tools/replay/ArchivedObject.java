package plainstream.tools.replay;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object of the archive, as its name tells.
 *
 * @param source what its records' offsets count in
 * @param firstOffset the first of them
 * @param file where it is
 */
record ArchivedObject(Source source, long firstOffset, Path file) {
    private static final Pattern NAME =
            Pattern.compile("epoch-([A-Za-z0-9_.-]+)/([A-Za-z0-9_.-]+)/([0-9]{5,10})/([0-9]{19})\\.jsonl\\.gz$");

    /** Empty if the file has no name of the archive function. */
    static Optional<ArchivedObject> of(Path file) {
        var matcher = NAME.matcher(file.toString().replace('\\', '/'));
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            var source = new Source(matcher.group(2), Integer.parseInt(matcher.group(3)), matcher.group(1));
            return Optional.of(new ArchivedObject(source, Long.parseLong(matcher.group(4)), file));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
