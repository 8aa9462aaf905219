package plainstream.tools.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * All classes of some jars, in the order of a class path: of a class that two jars hold, the first counts.
 *
 * @param classes name → what it names
 * @param twice class → jars, where more than one holds it
 * @param services provider classes that a jar's {@code META-INF/services} name → that jar
 */
record ClassPath(Map<String, ClassFacts> classes, Map<String, List<String>> twice, Map<String, String> services) {

    private static final String SERVICES = "META-INF/services/";

    static ClassPath of(List<Path> jars) throws IOException {
        ClassPath path = new ClassPath(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Path jar : jars) {
            path.read(jar);
        }
        return path;
    }

    /**
     * The classes that can be loaded from the given ones: what their constant pools name, and again from there. A text
     * constant that is a class's name counts, and so does a service provider of any jar that is reached.
     */
    Set<String> reachable(Collection<String> entries) {
        Set<String> reached = new HashSet<>();
        Set<String> jars = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>(entries);
        while (!waiting.isEmpty()) {
            ClassFacts facts = classes.get(waiting.pop());
            if (facts == null || !reached.add(facts.name())) {
                continue;
            }
            waiting.addAll(facts.classes());
            facts.strings().stream().filter(classes::containsKey).forEach(waiting::add);
            if (jars.add(facts.jar())) {
                services.forEach((provider, jar) -> {
                    if (jar.equals(facts.jar()) || isService(provider, reached)) {
                        waiting.add(provider);
                    }
                });
            }
        }
        return reached;
    }

    /** A binding such as slf4j-jdk14 is named by nobody: it implements what a reached class asks the service loader for. */
    private boolean isService(String provider, Set<String> reached) {
        ClassFacts facts = classes.get(provider);
        return facts != null && facts.classes().stream().anyMatch(reached::contains);
    }

    private void read(Path file) throws IOException {
        String jar = file.getFileName().toString();
        try (JarFile open = new JarFile(file.toFile())) {
            List<JarEntry> entries = new ArrayList<>(open.stream().toList());
            for (JarEntry entry : entries) {
                try (InputStream in = open.getInputStream(entry)) {
                    read(jar, entry.getName(), in);
                }
            }
        }
    }

    private void read(String jar, String entry, InputStream in) throws IOException {
        if (entry.startsWith(SERVICES) && !entry.endsWith("/")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(provider -> services.put(provider, jar));
        } else if (entry.endsWith(".class") && !entry.startsWith("META-INF/") && !isDescription(entry)) {
            ClassFacts facts = ClassFacts.of(jar, in.readAllBytes());
            ClassFacts other = classes.putIfAbsent(facts.name(), facts);
            if (other != null) {
                twice.put(facts.name(), List.of(other.jar(), jar));
            }
        }
    }

    private static boolean isDescription(String entry) {
        return entry.endsWith("module-info.class") || entry.endsWith("package-info.class");
    }
}
