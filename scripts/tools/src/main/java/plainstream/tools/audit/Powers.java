package plainstream.tools.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The means of the JDK by which a class goes round what its source says: what we ship uses none of them. */
enum Powers {
    REFLECTION(facts -> facts.classes().stream().anyMatch(c -> c.startsWith("java.lang.reflect."))
            || uses(
                    facts,
                    Set.of("java.lang.Class.forName", "java.lang.Class.newInstance", "java.lang.ClassLoader.loadClass"))
            || facts.members().stream()
                    .anyMatch(m -> m.matches("java\\.lang\\.Class\\.get(Declared)?(Method|Field|Constructor)s?")
                            || m.startsWith("java.lang.invoke.MethodHandles$Lookup.find"))),
    SERIALIZATION(
            facts -> uses(facts, Set.of("java.io.ObjectInputStream.<init>", "java.io.ObjectOutputStream.<init>"))),
    EXEC(facts -> uses(facts, Set.of("java.lang.Runtime.exec", "java.lang.ProcessBuilder.<init>"))),
    UNSAFE(facts ->
            facts.classes().contains("sun.misc.Unsafe") || facts.classes().contains("jdk.internal.misc.Unsafe")),
    NATIVE(facts -> facts.isNative()
            || uses(
                    facts,
                    Set.of(
                            "java.lang.System.load",
                            "java.lang.System.loadLibrary",
                            "java.lang.Runtime.load",
                            "java.lang.Runtime.loadLibrary",
                            "java.lang.foreign.Linker.nativeLinker")));

    private final Predicate<ClassFacts> test;

    Powers(Predicate<ClassFacts> test) {
        this.test = test;
    }

    /** Jar → power → classes that use it. */
    static Map<String, Map<Powers, Set<String>>> used(ClassPath path) {
        Map<String, Map<Powers, Set<String>>> used = new TreeMap<>();
        for (ClassFacts facts : path.classes().values()) {
            for (Powers power : values()) {
                if (power.test.test(facts)) {
                    used.computeIfAbsent(facts.jar(), jar -> new TreeMap<>())
                            .computeIfAbsent(power, p -> new TreeSet<>())
                            .add(facts.name());
                }
            }
        }
        return used;
    }

    private static boolean uses(ClassFacts facts, Set<String> members) {
        return facts.members().stream().anyMatch(members::contains);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
