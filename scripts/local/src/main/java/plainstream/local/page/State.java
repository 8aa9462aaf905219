package plainstream.local.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plainstream.esm.MappingSettings;
import plainstream.local.broker.Broker;

/** {@code GET /local/state}, made anew each second and told to the stream. */
final class State implements Runnable {
    private static final long EVERY_MS = 1_000;
    private static final int NEWEST_FILES = 12;

    /** What it looks at. */
    record Seen(
            Broker broker,
            Watch watch,
            List<MappingSettings> mappings,
            Map<String, Watched> functions,
            DeadLetters deadLetters,
            Path archive) {}

    private record Archived(Path path, long bytes, long writtenMs) {}

    private final Seen seen;
    private final Feed feed;
    private volatile boolean stopped;
    private int dead;

    State(Seen seen, Feed feed) {
        this.seen = seen;
        this.feed = feed;
    }

    void close() {
        stopped = true;
        seen.watch().close();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                feed.tell("state", look());
                feed.tick();
                Thread.sleep(EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String json() {
        return make().toString();
    }

    private ObjectNode look() throws InterruptedException {
        if (seen.broker().isAlive()) {
            seen.watch().look();
        }
        try {
            int counted = seen.deadLetters().count();
            synchronized (this) {
                dead = counted;
            }
        } catch (IOException e) {
            // The database does not answer; the number stays the last one.
        }
        return make();
    }

    private synchronized ObjectNode make() {
        var state = Feed.object().put("now", Feed.now());
        state.putObject("broker")
                .put("alive", seen.broker().isAlive())
                .put("address", seen.broker().bootstrapServers());
        state.set("topics", seen.watch().topicsState());
        var mappings = state.putArray("mappings");
        seen.mappings().forEach(mapping -> mapping(mappings.addObject(), mapping));
        var functions = state.putArray("functions");
        new TreeMap<>(seen.functions()).values().forEach(function -> functions.add(function.state()));
        state.put("deadLetters", dead);
        archive(state.putObject("archive"));
        return state;
    }

    private void mapping(ObjectNode state, MappingSettings mapping) {
        state.put("name", mapping.name())
                .put("function", feed.functionOf(mapping.name()))
                .put("batchSize", mapping.batching().size());
        state.put("windowMs", mapping.batching().window().toMillis()).put("state", feed.doing(mapping.name()));
        seen.watch().lag(mapping.name(), state);
    }

    private void archive(ObjectNode state) {
        var files = files();
        state.put("count", files.size());
        var newest = state.putArray("files");
        files.stream()
                .sorted(Comparator.comparingLong(Archived::writtenMs).reversed())
                .limit(NEWEST_FILES)
                .forEach(file -> newest.addObject()
                        .put("name", seen.archive().relativize(file.path()).toString())
                        .put("bytes", file.bytes())
                        .put("at", file.writtenMs()));
    }

    private List<Archived> files() {
        if (Files.notExists(seen.archive())) {
            return List.of();
        }
        try (var paths = Files.find(seen.archive(), 10, (path, attributes) -> attributes.isRegularFile())) {
            return paths.map(State::archived).toList();
        } catch (IOException | UncheckedIOException e) {
            // A file that was being renamed: the next look finds it.
            return List.of();
        }
    }

    private static Archived archived(Path path) {
        try {
            return new Archived(
                    path, Files.size(path), Files.getLastModifiedTime(path).toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
