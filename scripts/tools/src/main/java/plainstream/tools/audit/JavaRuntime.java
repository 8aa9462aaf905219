package plainstream.tools.audit;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of the image's trimmed Java runtime, and who names what is in them.
 *
 * @param asked modules that the Dockerfile's jlink adds
 * @param contained those, and the modules that they need in turn
 */
record JavaRuntime(Set<String> asked, Set<String> contained) {

    private static final Pattern ADD_MODULES = Pattern.compile("--add-modules ([a-z.,]+)");
    private static final Map<String, ModuleDescriptor> SYSTEM = system();
    private static final Map<String, String> PACKAGES = packages();

    static JavaRuntime of(Path dockerfile) throws IOException {
        Matcher matcher = ADD_MODULES.matcher(Files.readString(dockerfile));
        if (!matcher.find()) {
            throw new IOException(dockerfile + " has no --add-modules");
        }
        return of(List.of(matcher.group(1).split(",")));
    }

    static JavaRuntime of(Collection<String> asked) {
        Set<String> contained = new TreeSet<>();
        asked.forEach(module -> close(module, contained));
        return new JavaRuntime(new TreeSet<>(asked), contained);
    }

    /** Module → names of the jars whose classes name something in it. java.base is left out: everybody does. */
    static Map<String, Set<String>> users(ClassPath path, Collection<String> classes) {
        Map<String, Set<String>> users = new TreeMap<>();
        for (String name : classes) {
            ClassFacts facts = path.classes().get(name);
            for (String named : facts.classes()) {
                String module = PACKAGES.get(named.substring(0, Math.max(0, named.lastIndexOf('.'))));
                if (module != null && !module.equals("java.base")) {
                    users.computeIfAbsent(module, key -> new TreeSet<>()).add(facts.jar());
                }
            }
        }
        return users;
    }

    /** The modules that need this one. */
    Set<String> dependents(String module) {
        Set<String> dependents = new TreeSet<>();
        for (String other : contained) {
            if (needs(other).contains(module)) {
                dependents.add(other);
            }
        }
        return dependents;
    }

    private static void close(String module, Set<String> contained) {
        if (contained.add(module)) {
            needs(module).forEach(needed -> close(needed, contained));
        }
    }

    private static Set<String> needs(String module) {
        Set<String> needs = new TreeSet<>();
        SYSTEM.get(module).requires().stream()
                .filter(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .forEach(requires -> needs.add(requires.name()));
        return needs;
    }

    private static Map<String, ModuleDescriptor> system() {
        Map<String, ModuleDescriptor> modules = new HashMap<>();
        ModuleFinder.ofSystem()
                .findAll()
                .forEach(m -> modules.put(m.descriptor().name(), m.descriptor()));
        return modules;
    }

    private static Map<String, String> packages() {
        Map<String, String> packages = new HashMap<>();
        SYSTEM.values().forEach(module -> module.packages().forEach(p -> packages.put(p, module.name())));
        return packages;
    }
}
