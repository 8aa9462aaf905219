package plainstream.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The checkout under test: the system property {@code repository}, or the one around the working directory. */
public final class Repository {
    public static final Path ROOT = Optional.ofNullable(System.getProperty("repository"))
            .map(Path::of)
            .or(Repository::around)
            .orElseThrow(() -> new IllegalStateException("run tests inside the checkout, or set -Drepository"))
            .toAbsolutePath()
            .normalize();

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".workshop", ".terraform", "node_modules");

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

    /** All files whose path ends so, but what is built, downloaded, or a participant's. */
    public static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.of(ROOT.relativize(file).toString().split("/"))
                            .noneMatch(NOT_OURS::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
