package plainstream.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the root build and the bench's own build left what is measured.
 *
 * @param root the repository
 */
record Product(Path root) {
    Path apiJar() {
        return root.resolve("api/target/plainstream-api-1.0.0.jar");
    }

    Path apiLib() {
        return root.resolve("api/target/lib");
    }

    Path functionLib() {
        return root.resolve("consumer/target/function/lib");
    }

    Path consumerJar() {
        return root.resolve("consumer/target/plainstream-consumer-1.0.0.jar");
    }

    Path functionZip() {
        return root.resolve("consumer/target/function.zip");
    }

    Path layerZip() {
        return root.resolve("consumer/target/layer.zip");
    }

    Path localJar() {
        return root.resolve("scripts/local/target/plainstream-local-1.0.0.jar");
    }

    Path kitJar() {
        return root.resolve("scripts/tests/kit/target/plainstream-kit-1.0.0.jar");
    }

    /** The event source mapping as a tool of its own. */
    Path esmJar() {
        return root.resolve("scripts/esm/target/esm.jar");
    }

    /** A module of the bench: its jar. */
    Path jar(String module) {
        return root.resolve("scripts/bench").resolve(module).resolve("target").resolve(module + ".jar");
    }

    /** A module of the bench: the folder of its libraries. */
    Path lib(String module) {
        return jar(module).resolveSibling("lib");
    }

    /** Where Quarkus's own build leaves an application: the runner, and jars in folders of their own. */
    Path quarkusApp() {
        return jar("quarkus-duties").resolveSibling("quarkus-app");
    }

    /** A module of the bench as a class path. */
    String classPath(String module) {
        return jar(module) + File.pathSeparator + lib(module) + File.separator + "*";
    }

    /** The jars of a folder, and of those in it, in the order of their names: an AOT cache is valid for one order only. */
    static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no jars in " + folder, e);
        }
    }

    static long bytes(List<Path> files) {
        return files.stream().mapToLong(file -> file.toFile().length()).sum();
    }
}
