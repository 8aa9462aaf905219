package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that ships: read once, then checked and written down. */
final class ShippedAudit {

    /** The section of the lock file with which what no table shows begins. */
    static final String LEFT_OUT = "left out";

    private final Project project;
    private final Policy policy;
    private final Licences licences;
    private final List<Shipped> all;
    private final Map<String, ClassPath> paths = new TreeMap<>();
    private final Map<String, Set<String>> reached = new TreeMap<>();

    ShippedAudit(Project project) throws IOException {
        this.project = project;
        this.policy = project.policy();
        this.licences = new Licences(project.repository(), policy);
        this.all = project.shipped();
    }

    List<Shipped> all() {
        return all;
    }

    /** Everything but the comparison with the lock file. */
    List<Finding> check() throws IOException {
        List<Finding> findings = new ArrayList<>();
        all.forEach(shipped -> findings.addAll(shipped.differences()));
        if (!findings.isEmpty()) {
            return findings; // what follows would read the missing
        }
        read();
        findings.addAll(JarChecks.versions(all));
        findings.addAll(JarChecks.licences(all, licences));
        findings.addAll(JarChecks.reasons(all, policy.reasons()));
        findings.addAll(JarChecks.hashes(all, project.repository()));
        paths.forEach((where, path) -> findings.addAll(JarChecks.classesTwice(where, path)));
        findings.addAll(JarChecks.unreached(all.get(0), paths.get("api"), reached.get("api")));
        findings.addAll(JarChecks.unreached(all.get(2), paths.get("enrichment"), reached.get("enrichment")));
        findings.addAll(new ModuleChecks(policy).check(runtime(), users()));
        findings.addAll(rules());
        findings.addAll(SourceSize.of(project.root(), policy.lines().keySet())
                .check(policy.lines(), Files.readString(project.root().resolve("README.md"))));
        return findings;
    }

    private void read() throws IOException {
        paths.putAll(project.classPaths());
        for (Map.Entry<String, ClassPath> path : paths.entrySet()) {
            reached.put(path.getKey(), path.getValue().reachable(project.entries(path.getValue())));
        }
    }

    private List<Finding> rules() throws IOException {
        ClassPath api = ours(all.get(0));
        ClassPath consumer = ours(all.get(1));
        List<Finding> findings = new ArrayList<>(Rules.separate(api, consumer));
        findings.addAll(Rules.api(api));
        findings.addAll(Rules.consumer(consumer));
        findings.addAll(Rules.powers(api));
        findings.addAll(Rules.powers(consumer));
        return findings;
    }

    private static ClassPath ours(Shipped shipped) throws IOException {
        return ClassPath.of(shipped.jars().stream()
                .filter(jar -> jar.coordinates().isOurs())
                .map(Shipped.Jar::file)
                .toList());
    }

    JavaRuntime runtime() throws IOException {
        return JavaRuntime.of(project.dockerfile());
    }

    Map<String, Set<String>> users() {
        return JavaRuntime.users(paths.get("api"), reached.get("api"));
    }

    /** What {@link #check} has read, one fact a line. Of our own jars the name only: their bytes change with each commit. */
    Lock lock() throws IOException {
        Lock lock = new Lock("What ships: artifact, licence, and the chain of dependencies that brings it.");
        for (Shipped shipped : all) {
            lock.section(shipped.name());
            for (Shipped.Jar jar : shipped.jars()) {
                lock.line(jar.coordinates() + "  " + licences.of(jar.coordinates()) + "  "
                        + (jar.chain().isEmpty() ? "ours" : String.join(" > ", jar.chain())));
            }
        }
        bytes(lock.section("bytes and SHA-256"));
        lock.section(LEFT_OUT);
        project.pom().exclusions().forEach(e -> lock.line(e.of() + " without " + e.what() + ": " + e.why()));
        new ModuleChecks(policy).write(lock, runtime(), users());
        powers(lock.section(
                "what others' jars use: classes with reflection, serialization, other processes, Unsafe, native code"));
        return lock;
    }

    private void bytes(Lock lock) throws IOException {
        Map<Coordinates, String> lines = new TreeMap<>();
        long total = 0;
        for (Shipped shipped : all) {
            for (Shipped.Jar jar : shipped.jars()) {
                if (!jar.coordinates().isOurs() && !lines.containsKey(jar.coordinates())) {
                    lines.put(jar.coordinates(), jar.bytes() + "  " + Bytes.sha256(jar.file()));
                    total += jar.bytes();
                }
            }
        }
        lines.forEach((artifact, line) -> lock.line(artifact + "  " + line));
        lock.line(lines.size() + " jars of others  " + total);
    }

    private void powers(Lock lock) {
        Map<String, Map<Powers, Set<String>>> used = new TreeMap<>(Powers.used(paths.get("api")));
        used.putAll(Powers.used(paths.get("functions")));
        used.forEach((jar, powers) -> lock.line(jar + "  "
                + powers.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + new TreeSet<>(entry.getValue()).size())
                        .collect(Collectors.joining(", "))));
    }
}
