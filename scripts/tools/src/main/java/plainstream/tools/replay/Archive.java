package plainstream.tools.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder's objects.
 *
 * @param objects by what their offsets count in, in the order of their first offsets
 * @param strangers files that are no objects of the archive
 */
record Archive(Map<Source, List<ArchivedObject>> objects, List<Path> strangers) {
    static Archive of(Path folder, Set<String> topics) throws IOException {
        var objects = new TreeMap<Source, List<ArchivedObject>>();
        var strangers = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                var object = ArchivedObject.of(file);
                if (object.isEmpty()) {
                    strangers.add(file);
                } else if (topics.contains(object.get().source().topic())) {
                    objects.computeIfAbsent(object.get().source(), key -> new ArrayList<>())
                            .add(object.get());
                }
            }
        }
        objects.values().forEach(list -> list.sort(Comparator.comparingLong(ArchivedObject::firstOffset)));
        return new Archive(objects, strangers);
    }

    int size() {
        return objects.values().stream().mapToInt(List::size).sum();
    }

    /** Partitions can be given back side by side; the lives of one partition's topic only one after the other, the oldest first. */
    List<List<Source>> partitions() throws IOException {
        var partitions = new TreeMap<String, List<Source>>();
        for (Source source : objects.keySet()) {
            partitions
                    .computeIfAbsent(source.partitionName(), key -> new ArrayList<>())
                    .add(source);
        }
        for (List<Source> lives : partitions.values()) {
            var begins = new TreeMap<Source, String>();
            if (lives.size() > 1) {
                lives.forEach(source -> begins.put(source, begin(source)));
                lives.sort(Comparator.comparing(begins::get));
            }
        }
        return List.copyOf(partitions.values());
    }

    /** When the first readable of its objects was archived. */
    private String begin(Source source) {
        for (ArchivedObject object : objects.get(source)) {
            try {
                return ArchivedLine.read(object).getFirst().archivedAt();
            } catch (IOException e) {
                // It is named when its turn comes.
            }
        }
        return "";
    }
}
