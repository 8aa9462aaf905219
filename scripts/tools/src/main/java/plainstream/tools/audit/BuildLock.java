package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What builds and tests: Maven's plugins with all that they bring, and the dependencies of tests and of the local stack. */
final class BuildLock {

    /** As dependency:resolve-plugins writes it: {@code group:name:jar[:classifier]:version:/path}. */
    private static final Pattern PLUGIN = Pattern.compile(
            "(?m)^ +([^:\\s]+):([^:\\s]+):[^:\\s]+:(?:([^:/\\\\\\s]+):)?([^:\\s]+):((?:[A-Za-z]:)?[/\\\\].*)$");

    private final Map<Coordinates, Path> plugins = new TreeMap<>();
    private final Map<Coordinates, Set<String>> users = new TreeMap<>();
    private final Project project;

    private BuildLock(Project project) {
        this.project = project;
    }

    static Lock of(Project project, Set<Coordinates> shipped) throws IOException {
        BuildLock build = new BuildLock(project);
        build.read(project.root());
        for (String module : project.pom().modules()) {
            build.read(project.root().resolve(module));
        }
        build.users.keySet().removeAll(shipped);
        return build.write();
    }

    private void read(Path module) throws IOException {
        Path folder = module.resolve("target/audit");
        Matcher plugin = PLUGIN.matcher(Files.readString(folder.resolve("plugins.txt")));
        while (plugin.find()) {
            String classifier = plugin.group(3) == null ? "" : plugin.group(3);
            Coordinates found = new Coordinates(plugin.group(1), plugin.group(2), plugin.group(4), classifier);
            plugins.put(found, Path.of(plugin.group(5).strip()));
        }
        Tree tree = Tree.read(folder.resolve("tree.json"));
        for (Tree.Dependency dependency : tree.dependencies()) {
            if (!dependency.coordinates().isOurs()) {
                users.computeIfAbsent(dependency.coordinates(), c -> new TreeSet<>())
                        .add(tree.root().name());
            }
        }
    }

    private Lock write() throws IOException {
        Lock lock = new Lock("What builds and tests, and never ships: artifact, SHA-256, and who uses it.");
        lock.section("plugins of Maven and what they bring");
        for (Map.Entry<Coordinates, Path> plugin : plugins.entrySet()) {
            lock.line(plugin.getKey() + "  " + hash(plugin.getValue()));
        }
        lock.section("dependencies of tests, tools and the local stack");
        for (Map.Entry<Coordinates, Set<String>> used : users.entrySet()) {
            Path jar = project.repository().file(used.getKey(), "jar");
            lock.line(used.getKey() + "  " + hash(jar) + "  " + String.join(", ", used.getValue()));
        }
        return lock;
    }

    /** Some artifacts are a pom alone. */
    private static String hash(Path jar) throws IOException {
        return Files.exists(jar) ? Bytes.sha256(jar) : "no jar";
    }
}
