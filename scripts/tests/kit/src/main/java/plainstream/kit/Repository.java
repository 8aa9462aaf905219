package plainstream.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout under test. */
public final class Repository {
    public static final Path ROOT = Path.of(System.getProperty("repository", "../../.."))
            .toAbsolutePath()
            .normalize();

    private Repository() {}

    public static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
