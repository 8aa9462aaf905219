package plainstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout under test, and this run's folder in it. */
final class Checkout {
    static final Path ROOT = Path.of(System.getProperty("repository", "../../.."))
            .toAbsolutePath()
            .normalize();
    private static final Path TARGET = ROOT.resolve("scripts/tests/faults/target");

    private Checkout() {}

    /** A folder of the test's own, emptied by {@code make clean}. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(TARGET.resolve("runs")), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path report() {
        return TARGET.resolve("faults.txt");
    }

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
