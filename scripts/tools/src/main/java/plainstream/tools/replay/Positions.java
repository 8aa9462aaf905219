package plainstream.tools.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How far a replay has come, for one that goes on later: the next offset of each source, a line each. Safe for several threads. */
final class Positions {
    private final Path file;
    private final Map<Source, Long> next = new ConcurrentSkipListMap<>();

    private Positions(Path file) {
        this.file = file;
    }

    static Positions none(Path file) {
        return new Positions(file);
    }

    static Positions read(Path file) throws IOException {
        var positions = new Positions(file);
        try {
            for (String line : Files.readAllLines(file)) {
                var parts = line.split(" ");
                positions.next.put(
                        new Source(parts[0], Integer.parseInt(parts[1]), parts[2]), Long.parseLong(parts[3]));
            }
        } catch (NoSuchFileException e) {
            // Nothing was given back yet.
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException(file + " holds no positions of a replay", e);
        }
        return positions;
    }

    /** -1 if the source has not been begun. */
    long next(Source source) {
        return next.getOrDefault(source, -1L);
    }

    synchronized void set(Source source, long offset) throws IOException {
        next.put(source, offset);
        var lines = new ArrayList<String>();
        next.forEach((key, value) -> lines.add(key.topic() + " " + key.partition() + " " + key.epoch() + " " + value));
        Path part = Files.write(file.resolveSibling(file.getFileName() + ".part"), lines);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
