package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold of the jars that ship, one by one and together. */
final class JarChecks {

    private JarChecks() {}

    /** Nothing that changes under its name, and one version of each. */
    static List<Finding> versions(List<Shipped> all) {
        Map<String, Set<String>> versions = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Coordinates artifact : artifacts(all)) {
            versions.computeIfAbsent(artifact.group() + ":" + artifact.name(), n -> new TreeSet<>())
                    .add(artifact.version());
            if (artifact.version().contains("SNAPSHOT")) {
                findings.add(new Finding(artifact + " is a snapshot", "depend on a release"));
            }
        }
        versions.forEach((name, found) -> {
            if (found.size() > 1) {
                findings.add(new Finding(
                        name + " ships in versions " + String.join(" and ", found),
                        "name one version in the dependencyManagement of pom.xml"));
            }
        });
        return findings;
    }

    /** Every licence is known, and allowed. */
    static List<Finding> licences(List<Shipped> all, Licences licences) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Coordinates artifact : artifacts(all)) {
            if (!artifact.isOurs()) {
                licences.fault(artifact).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** Each jar has a reason, and no reason has lost its jar. */
    static List<Finding> reasons(List<Shipped> all, Map<String, String> reasons) {
        List<Finding> findings = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        artifacts(all).forEach(artifact -> names.add(artifact.name()));
        names.stream()
                .filter(name -> !reasons.containsKey(name))
                .forEach(name -> findings.add(new Finding(
                        name + " ships without a reason",
                        "exclude it in pom.xml, or say in policy.json (reasons) what would not work without it")));
        reasons.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> findings.add(new Finding(
                        "policy.json gives a reason for " + name + ", which does not ship", "remove it there")));
        return findings;
    }

    /** The bytes are those that the registry published. */
    static List<Finding> hashes(List<Shipped> all, Repository repository) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Shipped shipped : all) {
            for (Shipped.Jar jar : shipped.jars()) {
                if (!jar.coordinates().isOurs() && Files.exists(jar.file())) {
                    hash(shipped.name(), jar, repository).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private static Optional<Finding> hash(String where, Shipped.Jar jar, Repository repository) throws IOException {
        Optional<String> published = repository.published(jar.coordinates());
        if (published.isEmpty()) {
            return Optional.of(
                    new Finding(
                            "no checksum of the registry is kept for " + jar.coordinates(),
                            "delete its folder in the local Maven repository and build again: Maven keeps it with what it downloads"));
        }
        return published.get().equals(Bytes.sha1(jar.file()))
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                where + " holds other bytes of " + jar.coordinates() + " than the registry published",
                                "do not ship it: delete it in the local Maven repository, build again, and find out where it came from"));
    }

    /** No class twice on one class path: which one runs would depend on the order of files. */
    static List<Finding> classesTwice(String where, ClassPath path) {
        Map<List<String>, List<String>> byJars = new TreeMap<>(Comparator.comparing(Object::toString));
        path.twice()
                .forEach((name, jars) ->
                        byJars.computeIfAbsent(jars, j -> new ArrayList<>()).add(name));
        return byJars.entrySet().stream()
                .map(entry -> new Finding(
                        where + ": " + entry.getValue().getFirst()
                                + (entry.getValue().size() > 1 ? " and others are" : " is") + " in "
                                + String.join(" and ", entry.getKey()),
                        "exclude one of the two in pom.xml"))
                .toList();
    }

    /** No jar without a class that can be loaded from ours. */
    static List<Finding> unreached(Shipped shipped, ClassPath path, Set<String> reached) {
        Set<String> jars = new TreeSet<>();
        reached.forEach(name -> jars.add(path.classes().get(name).jar()));
        return shipped.jars().stream()
                .map(jar -> jar.file().getFileName().toString())
                .filter(jar -> !jars.contains(jar))
                .map(jar -> new Finding(
                        shipped.name() + ": nothing reaches a class of " + jar,
                        "exclude it in pom.xml; if a setting names its class, add the class to entries in policy.json"))
                .toList();
    }

    private static Set<Coordinates> artifacts(List<Shipped> all) {
        Set<Coordinates> artifacts = new TreeSet<>();
        all.forEach(shipped -> shipped.jars().forEach(jar -> artifacts.add(jar.coordinates())));
        return artifacts;
    }
}
