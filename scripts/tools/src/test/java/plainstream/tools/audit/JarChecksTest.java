package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that may not ship, added by hand, is found and told with what to do. */
class JarChecksTest {

    @TempDir
    private Path folder;

    @Test
    void findsSnapshotsAndTwoVersions() {
        List<Finding> findings = JarChecks.versions(
                List.of(Made.shipping("a:lib:1.0", "a:next:2.0-SNAPSHOT"), Made.shipping("a:lib:1.1")));
        assertEquals(
                List.of("a:next:2.0-SNAPSHOT is a snapshot", "a:lib ships in versions 1.0 and 1.1"), whats(findings));
        assertEquals("depend on a release", findings.getFirst().todo());
    }

    @Test
    void findsLicencesThatAreUnknownOrForbidden() throws IOException {
        Repository repository = new Repository(folder);
        pom(repository, "a:good:1", "<licenses><license><name>MIT</name></license></licenses>");
        pom(repository, "a:odd:1", "<licenses><license><name>Do What You Like</name></license></licenses>");
        pom(repository, "a:none:1", "");
        pom(repository, "a:viral:1", "<licenses><license><name>GNU GPL, version 3</name></license></licenses>");
        Licences licences = new Licences(repository, policy(Map.of("MIT", "MIT"), List.of("GPL"), Map.of(), Map.of()));
        List<Finding> findings =
                JarChecks.licences(List.of(Made.shipping("a:good:1", "a:odd:1", "a:none:1", "a:viral:1")), licences);
        assertEquals(
                List.of(
                        "a:none:1 is under a licence that policy.json does not know: []",
                        "a:odd:1 is under a licence that policy.json does not know: [Do What You Like]",
                        "a:viral:1 is under a forbidden licence: GNU GPL, version 3"),
                whats(findings));
    }

    @Test
    void takesALicenceFromTheParent() throws IOException {
        Repository repository = new Repository(folder);
        pom(repository, "a:parent:1", "<licenses><license><name>MIT</name></license></licenses>");
        pom(
                repository,
                "a:child:1",
                "<parent><groupId>a</groupId><artifactId>parent</artifactId><version>1</version></parent>");
        Licences licences = new Licences(repository, policy(Map.of("MIT", "MIT"), List.of(), Map.of(), Map.of()));
        assertEquals("MIT", licences.of(Coordinates.of("a:child:1")));
    }

    @Test
    void wantsAReasonForEachJarAndNoOther() {
        List<Finding> findings = JarChecks.reasons(List.of(Made.shipping("a:new:1")), Map.of("gone", "was needed"));
        assertEquals(
                List.of("new ships without a reason", "policy.json gives a reason for gone, which does not ship"),
                whats(findings));
        assertTrue(
                findings.getFirst().todo().startsWith("exclude it in pom.xml"),
                findings.getFirst().todo());
    }

    @Test
    void comparesBytesWithWhatTheRegistryPublished() throws IOException {
        Path jar = new Made().calling("a.A").jar(folder.resolve("lib-1.jar"));
        Repository repository = new Repository(folder.resolve("repository"));
        Coordinates lib = Coordinates.of("a:lib:1");
        Shipped shipped = new Shipped("api", List.of(new Shipped.Jar(lib, jar, List.of("lib"))), Set.of());
        assertEquals(
                List.of("no checksum of the registry is kept for a:lib:1"),
                whats(JarChecks.hashes(List.of(shipped), repository)));
        Files.createDirectories(repository.file(lib, "jar").getParent());
        Files.writeString(repository.file(lib, "jar.sha1"), Bytes.sha1(jar));
        assertEquals(List.of(), JarChecks.hashes(List.of(shipped), repository));
        new Made().calling("a.A", "b.B").jar(jar);
        assertEquals(
                List.of("api holds other bytes of a:lib:1 than the registry published"),
                whats(JarChecks.hashes(List.of(shipped), repository)));
    }

    @Test
    void findsClassesThatTwoJarsHold() throws IOException {
        Path one = new Made().calling("a.A").calling("a.B").jar(folder.resolve("one.jar"));
        Path two = new Made().calling("a.A").jar(folder.resolve("two.jar"));
        List<Finding> findings = JarChecks.classesTwice("api", ClassPath.of(List.of(one, two)));
        assertEquals(List.of("api: a.A is in one.jar and two.jar"), whats(findings));
    }

    @Test
    void findsJarsThatNothingReaches() throws IOException {
        Path ours = new Made().calling("plainstream.A", "used.U").jar(folder.resolve("ours-1.jar"));
        Path used = new Made().calling("used.U").jar(folder.resolve("used-1.jar"));
        Path idle = new Made().calling("idle.I", "used.U").jar(folder.resolve("idle-1.jar"));
        ClassPath path = ClassPath.of(List.of(ours, used, idle));
        List<Finding> findings = JarChecks.unreached(
                Made.shipping("plainstream:ours:1", "a:used:1", "a:idle:1"),
                path,
                path.reachable(List.of("plainstream.A")));
        assertEquals(List.of("api: nothing reaches a class of idle-1.jar"), whats(findings));
    }

    @Test
    void findsJarsThatLieInTheFolderAndComeFromNowhere() {
        Shipped shipped = new Shipped("api", List.of(), Set.of("stray-1.jar"));
        assertEquals(List.of("api holds stray-1.jar, which no dependency brings"), whats(shipped.differences()));
    }

    static Policy policy(
            Map<String, String> licences,
            List<String> forbidden,
            Map<String, String> reasons,
            Map<String, String> modules) {
        return new Policy(licences, forbidden, reasons, modules, List.of(), Map.of());
    }

    private static void pom(Repository repository, String artifact, String inside) throws IOException {
        Path file = repository.file(Coordinates.of(artifact), "pom");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<project>" + inside + "</project>");
    }

    private static List<String> whats(List<Finding> findings) {
        return findings.stream().map(Finding::what).toList();
    }
}
