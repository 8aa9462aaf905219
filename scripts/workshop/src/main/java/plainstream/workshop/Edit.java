package plainstream.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a diff does to one file, read from the unified format that {@code git diff} writes; line numbers are not looked at.
 *
 * @param file from the root of the checkout
 * @param isNew whether the file is made, by its only hunk
 * @param hunks what to find and what to put there
 */
record Edit(Path file, boolean isNew, List<Hunk> hunks) {
    Edit {
        hunks = List.copyOf(hunks);
    }

    /** The edits of a diff; lines before the first that begins with {@code ---} are not part of it. */
    static List<Edit> parse(List<String> lines) {
        return new DiffReader().read(lines);
    }

    /** What stands in the way of applying this, one sentence each. */
    List<String> obstacles(Path root) {
        var obstacles = new ArrayList<String>();
        if (isNew != Files.notExists(root.resolve(file))) {
            obstacles.add(file + (isNew ? " is there already" : " is not there"));
        } else if (!isNew) {
            var text = read(root.resolve(file));
            for (var hunk : hunks) {
                long count = hunk.count(text);
                if (count != 1) {
                    obstacles.add("%s holds this %d times, not once:%n%s"
                            .formatted(file, count, String.join("\n", hunk.before())));
                }
            }
        }
        return obstacles;
    }

    void apply(Path root) {
        var path = root.resolve(file);
        try {
            if (isNew) {
                Files.createDirectories(path.getParent());
            }
            Files.writeString(path, applied(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's text as it will be. */
    String applied(Path root) {
        var text = isNew ? "" : read(root.resolve(file));
        for (var hunk : hunks) {
            text = hunk.apply(text);
        }
        return text;
    }

    void takeBack(Path root) {
        var path = root.resolve(file);
        try {
            if (isNew) {
                Files.deleteIfExists(path);
            } else {
                new Edit(file, false, hunks.stream().map(Hunk::reversed).toList()).apply(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
