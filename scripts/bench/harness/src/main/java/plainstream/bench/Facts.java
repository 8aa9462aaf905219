package plainstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Measured numbers on disk, so that a part can compute with what an earlier run of another part found. */
final class Facts {
    private static final String FILE = "facts.tsv";

    private Facts() {}

    static Map<String, Double> load(Path folder) throws IOException {
        return read(folder.resolve(FILE));
    }

    /** Name and value a line; nothing if there is no such file. */
    static Map<String, Double> read(Path file) throws IOException {
        var facts = new TreeMap<String, Double>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split("\t");
                facts.put(cells[0], Double.valueOf(cells[1]));
            }
        }
        return facts;
    }

    static void store(Path folder, Map<String, Double> found) throws IOException {
        var facts = load(folder);
        facts.putAll(found);
        var lines = facts.entrySet().stream().map(fact -> fact.getKey() + "\t" + fact.getValue());
        Files.write(folder.resolve(FILE), (Iterable<String>) lines::iterator);
    }
}
