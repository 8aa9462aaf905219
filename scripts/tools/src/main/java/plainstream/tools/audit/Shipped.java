package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing that ships: a class path, a package or a layer.
 *
 * @param name how the lock file calls it
 * @param jars what the dependency tree says, sorted
 * @param present the names of the jars that lie in its folder
 */
record Shipped(String name, List<Jar> jars, Set<String> present) {

    /**
     * A jar that ships.
     *
     * @param file where the build put it
     * @param chain see {@link Tree.Dependency#chain}; empty for the module itself
     */
    record Jar(Coordinates coordinates, Path file, List<String> chain) {

        long bytes() throws IOException {
            return Files.size(file);
        }
    }

    /** The dependencies of these scopes, as they lie in the folder. */
    static Shipped of(String name, Tree tree, Set<String> scopes, Path folder) throws IOException {
        List<Jar> jars = new ArrayList<>();
        for (Tree.Dependency dependency : tree.inScope(scopes)) {
            Path file = folder.resolve(dependency.coordinates().fileName("jar"));
            jars.add(new Jar(dependency.coordinates(), file, dependency.chain()));
        }
        return new Shipped(name, sorted(jars), names(folder));
    }

    /** With the module's own jar, which may lie in the folder too. */
    Shipped with(Coordinates module, Path file) {
        List<Jar> all = new ArrayList<>(jars);
        all.add(new Jar(module, file, List.of()));
        return new Shipped(name, sorted(all), present);
    }

    /** Jars that the tree knows and the folder lacks, or the other way round. */
    List<Finding> differences() {
        List<Finding> findings = new ArrayList<>();
        List<String> known =
                jars.stream().map(jar -> jar.file().getFileName().toString()).toList();
        present.stream()
                .filter(file -> !known.contains(file))
                .forEach(file -> findings.add(new Finding(
                        name + " holds " + file + ", which no dependency brings",
                        "run make clean build; if it stays, find out who put it there")));
        jars.stream()
                .filter(jar -> !Files.exists(jar.file()))
                .forEach(jar -> findings.add(new Finding(
                        name + " lacks " + jar.file().getFileName() + ", which its dependencies name",
                        "run make build")));
        return findings;
    }

    private static List<Jar> sorted(List<Jar> jars) {
        return jars.stream().sorted(Comparator.comparing(Jar::coordinates)).toList();
    }

    private static Set<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Set.copyOf(files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jar"))
                    .toList());
        }
    }
}
