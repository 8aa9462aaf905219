package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleChecksTest {

    private static final ModuleChecks CHECKS = checks(Map.of());

    @TempDir
    private Path folder;

    @Test
    void findsAModuleThatNobodyNeeds() {
        List<Finding> findings = CHECKS.check(JavaRuntime.of(List.of("java.base", "java.prefs")), Map.of());
        assertEquals(
                "the image's runtime has java.prefs, of which no class names anything",
                findings.getFirst().what());
    }

    @Test
    void acceptsOneThatAJarOrAnotherModuleNeeds() {
        JavaRuntime runtime = JavaRuntime.of(List.of("java.naming", "java.security.sasl"));
        assertEquals(List.of(), CHECKS.check(runtime, Map.of("java.naming", Set.of("some.jar"))));
    }

    @Test
    void acceptsOneWithAReason() {
        JavaRuntime runtime = JavaRuntime.of(List.of("jdk.net"));
        assertEquals(List.of(), checks(Map.of("jdk.net", "loaded by name")).check(runtime, Map.of()));
    }

    @Test
    void findsAModuleThatClassesNameAndTheRuntimeLacks() throws IOException {
        Path jar = new Made().calling("a.A", "java.sql.DriverManager").jar(folder.resolve("a.jar"));
        ClassPath path = ClassPath.of(List.of(jar));
        Map<String, Set<String>> users = JavaRuntime.users(path, List.of("a.A"));
        List<Finding> findings = CHECKS.check(JavaRuntime.of(List.of("java.base")), users);
        assertEquals(
                List.of("classes of a.jar name module java.sql, which the image's runtime lacks"),
                findings.stream().map(Finding::what).toList());
    }

    @Test
    void findsAReasonThatIsOutOfDate() {
        List<Finding> findings =
                checks(Map.of("java.rmi", "why ever")).check(JavaRuntime.of(List.of("java.base")), Map.of());
        assertEquals("remove it there", findings.getFirst().todo());
    }

    private static ModuleChecks checks(Map<String, String> modules) {
        return new ModuleChecks(JarChecksTest.policy(Map.of(), List.of(), Map.of(), modules));
    }
}
