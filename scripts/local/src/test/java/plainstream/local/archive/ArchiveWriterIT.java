package plainstream.local.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.kit.Topic;
import plainstream.local.broker.Broker;

class ArchiveWriterIT {
    private static final String NAME =
            "\\d{4}/\\d\\d/\\d\\d/\\d\\d/stream-1-\\d{4}(-\\d\\d){5}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @TempDir
    Path folder;

    @Test
    void writesEachValueOnceAcrossAStop() throws Exception {
        try (var broker = Broker.start(folder.resolve("kafka"))) {
            var topic = Topic.create(broker.bootstrapServers(), "t", 1);
            var settings = new Archive.Settings("t", "stream", folder.resolve("archive"), 1_000_000, 1);
            topic.send(0, "{\"a\":1}", "{\"a\":2}");
            try (var _ = ArchiveWriter.start(settings, broker.bootstrapServers(), line -> {})) {
                awaitLines(2);
                topic.send(0, "{\"a\":3}");
                // What is buffered is written at the stop, at the latest.
                Thread.sleep(500);
            }
            awaitLines(3);
            try (var _ = ArchiveWriter.start(settings, broker.bootstrapServers(), line -> {})) {
                topic.send(0, "{\"a\":4}");
                awaitLines(4);
            }
        }
        assertEquals(List.of("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}"), lines());
        for (Path file : files()) {
            String name = folder.resolve("archive").relativize(file).toString();
            assertTrue(name.matches(NAME), name);
        }
    }

    private void awaitLines(int count) throws Exception {
        var end = Instant.now().plusSeconds(30);
        while (lines().size() < count) {
            assertTrue(Instant.now().isBefore(end), "not in time");
            Thread.sleep(50);
        }
    }

    private List<String> lines() throws IOException {
        var lines = new java.util.ArrayList<String>();
        for (Path file : files()) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private List<Path> files() throws IOException {
        var root = folder.resolve("archive");
        if (Files.notExists(root)) {
            return List.of();
        }
        try (var paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
