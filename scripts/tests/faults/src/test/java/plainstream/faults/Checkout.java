package plainstream.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import plainstream.kit.Repository;

/** This run's folders in the checkout. */
final class Checkout {
    private static final Path TARGET = Repository.ROOT.resolve("scripts/tests/faults/target");

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
}
