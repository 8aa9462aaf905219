package plainstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import plainstream.api.routes.BodyFuzz;
import plainstream.consumer.event.MskEventFuzz;
import plainstream.consumer.json.JsonFuzz;
import plainstream.kit.Repository;

/** What is fuzzed; the kept cases of each are the files of {@code src/test/resources/fuzz/NAME}. */
enum FuzzTarget {
    JSON(JsonFuzz.class, JsonFuzz::fuzzerTestOneInput),
    EVENT(MskEventFuzz.class, MskEventFuzz::fuzzerTestOneInput),
    BODY(BodyFuzz.class, BodyFuzz::fuzzerTestOneInput);

    private final Class<?> type;
    private final Consumer<byte[]> run;

    FuzzTarget(Class<?> type, Consumer<byte[]> run) {
        this.type = type;
        this.run = run;
    }

    Class<?> type() {
        return type;
    }

    void run(byte[] input) {
        run.accept(input);
    }

    Path folder() {
        return Repository.ROOT.resolve("scripts/tests/faults/src/test/resources/fuzz/" + name().toLowerCase());
    }

    List<Path> cases() {
        try (var files = Files.list(folder())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
