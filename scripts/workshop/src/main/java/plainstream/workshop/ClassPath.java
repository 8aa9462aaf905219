package plainstream.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a module's tests run with, as Maven found it ({@code museum.sh} asks it to write it down). */
final class ClassPath {
    private static final String FILE = "target/museum.classpath";

    private ClassPath() {}

    static List<String> of(Path module) {
        try {
            var dependencies = Files.readString(module.resolve(FILE)).strip().split(":");
            var own = Stream.of("target/classes", "target/test-classes")
                    .map(folder -> module.resolve(folder).toString());
            return Stream.concat(own, Stream.of(dependencies)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The full name of a test class, or of a method of one. */
    static String fullName(Path module, String test) {
        var file = test.replaceFirst("#.*", "") + ".java";
        var sources = module.resolve("src/test/java");
        try (var files = Files.walk(sources)) {
            var path = files.filter(found -> found.endsWith(file)).findFirst();
            var name = path.orElseThrow(() -> new IllegalStateException(sources + " has no " + file));
            var type = sources.relativize(name).toString().replace('/', '.').replaceFirst("\\.java$", "");
            return type + test.replaceFirst("^[^#]*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
