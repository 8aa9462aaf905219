package plainstream.consumer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Folders and tools that lie beside the project. Without one, its tests are skipped aloud; in CI (CI=true) they fail. */
public final class Outside {
    private Outside() {}

    /** A folder of test vectors: VECTORS_DIR or -Dvectors.dir, and this below it. */
    public static Path vectors(String name) {
        return optionalVectors(name).orElseThrow(() -> missing("the test vectors '" + name + "'", "VECTORS_DIR"));
    }

    public static Optional<Path> optionalVectors(String name) {
        return find(System.getProperty("vectors.dir", System.getenv().getOrDefault("VECTORS_DIR", "")))
                .map(folder -> folder.resolve(name))
                .filter(Files::isDirectory);
    }

    /** The script that runs an AWS of its own: AWS_EMULATOR. */
    public static Path emulator() {
        return find(System.getenv().getOrDefault("AWS_EMULATOR", ""))
                .orElseThrow(() -> missing("an AWS emulator", "AWS_EMULATOR"));
    }

    /** A relative path counts from the module or from a folder above it. */
    private static Optional<Path> find(String path) {
        Path from = Path.of("").toAbsolutePath();
        while (!path.isEmpty() && from != null) {
            if (Files.exists(from.resolve(path))) {
                return Optional.of(from.resolve(path).normalize());
            }
            from = from.getParent();
        }
        return Optional.empty();
    }

    private static RuntimeException missing(String what, String variable) {
        String message = "SKIPPED: " + what + " not found; set the environment variable " + variable;
        if ("true".equals(System.getenv("CI"))) {
            return Assertions.fail(message);
        }
        System.err.println(message);
        Assumptions.abort(message);
        return new IllegalStateException(message);
    }
}
