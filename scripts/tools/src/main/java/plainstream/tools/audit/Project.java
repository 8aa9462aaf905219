package plainstream.tools.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where things lie in a checkout that is built, and what is read from there. */
record Project(Path root, Repository repository) {

    static final Set<String> SHIPPED_SCOPES = Set.of("compile", "runtime");

    Path committed(String name) {
        return root.resolve("scripts/audit").resolve(name);
    }

    Path dockerfile() {
        return root.resolve("api/Dockerfile");
    }

    Policy policy() throws IOException {
        return Policy.read(committed("policy.json"));
    }

    Pom pom() throws IOException {
        return Pom.read(root.resolve("pom.xml"));
    }

    /** As terraform/pipeline.json names them. */
    List<String> functionNames() throws IOException {
        List<String> names = new ArrayList<>();
        new ObjectMapper()
                .readTree(root.resolve("terraform/pipeline.json").toFile())
                .path("functions")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    Tree tree(String module) throws IOException {
        Path file = root.resolve(module).resolve("target/audit/tree.json");
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing: run scripts/audit.sh, which makes it");
        }
        return Tree.read(file);
    }

    /** The API with the jars beside it, as it runs here and in the image. */
    Shipped api() throws IOException {
        Tree tree = tree("api");
        return Shipped.of("api", tree, SHIPPED_SCOPES, root.resolve("api/target/lib"))
                .with(
                        tree.root(),
                        root.resolve("api/target").resolve(tree.root().fileName("jar")));
    }

    /** What each function unpacks: one package for all of them. */
    Shipped functions() throws IOException {
        Tree tree = tree("consumer");
        Path folder = root.resolve("consumer/target/function/lib");
        return Shipped.of("functions", tree, SHIPPED_SCOPES, folder)
                .with(tree.root(), folder.resolve(tree.root().fileName("jar")));
    }

    /** What the enrichment function has besides. */
    Shipped layer() throws IOException {
        return Shipped.of(
                "layer", tree("consumer"), Set.of("provided"), root.resolve("consumer/target/layer/java/lib"));
    }

    List<Shipped> shipped() throws IOException {
        return List.of(api(), functions(), layer());
    }

    /** The class paths that run: the API's, that of the functions, and the enrichment's with its layer. */
    Map<String, ClassPath> classPaths() throws IOException {
        Map<String, ClassPath> paths = new TreeMap<>();
        paths.put("api", classPath(api()));
        paths.put("functions", classPath(functions()));
        paths.put("enrichment", classPath(functions(), layer()));
        return paths;
    }

    /** Where running begins: all classes of ours, and those that only settings name. */
    List<String> entries(ClassPath path) throws IOException {
        List<String> entries = new ArrayList<>(policy().entries());
        path.classes().keySet().stream()
                .filter(name -> name.startsWith("plainstream."))
                .forEach(entries::add);
        return entries;
    }

    private static ClassPath classPath(Shipped... parts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Shipped part : parts) {
            part.jars().forEach(jar -> files.add(jar.file()));
        }
        return ClassPath.of(files);
    }
}
