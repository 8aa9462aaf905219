package plainstream.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * The edited files of one exhibit, compiled into a folder of their own: what git tracks, and what was built from it, is not
 * touched.
 */
record Mutant(Path root, Path folder) {
    private static final String JAVA = "src/main/java/";
    private static final String RESOURCES = "src/main/resources/";

    /**
     * Compiles what the edits change.
     *
     * @param root of the checkout, which is built
     * @param folder for the sources and the classes
     * @param edits all of files in {@code src/main} of modules
     */
    static Mutant of(Path root, Path folder, List<Edit> edits) {
        var mutant = new Mutant(root, folder);
        edits.forEach(mutant::make);
        return mutant;
    }

    Path classes() {
        return folder.resolve("classes");
    }

    private void make(Edit edit) {
        var path = edit.file().toString();
        var text = edit.applied(root);
        if (path.contains(RESOURCES)) {
            write(classes().resolve(path.substring(path.indexOf(RESOURCES) + RESOURCES.length())), text);
        } else {
            var source = write(folder.resolve(path), text);
            compile(source, root.resolve(path.substring(0, path.indexOf(JAVA))));
        }
    }

    private void compile(Path source, Path module) {
        var classPath = classes() + ":" + String.join(":", ClassPath.of(module));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes().toString(),
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        classPath,
                        source.toString());
        if (status != 0) {
            throw new IllegalStateException(source + " does not compile");
        }
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
