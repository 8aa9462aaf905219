package plainstream.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout under test: the system property {@code repository}, or the one around the working directory. */
public final class Repository {
    public static final Path ROOT = Optional.ofNullable(System.getProperty("repository"))
            .map(Path::of)
            .or(Repository::around)
            .orElseThrow(() -> new IllegalStateException("run tests inside the checkout, or set -Drepository"))
            .toAbsolutePath()
            .normalize();

    private Repository() {}

    private static Optional<Path> around() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("terraform/pipeline.json")))
                .findFirst();
    }

    public static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
