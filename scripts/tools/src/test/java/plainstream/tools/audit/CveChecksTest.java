package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known vulnerabilities want an answer, and answers have to hold. */
class CveChecksTest {

    private static final String RECORD = """
            {"id": "GHSA-1", "aliases": ["CVE-1"], "summary": "it burns", "affected": [
              {"package": {"ecosystem": "Maven", "name": "a:lib"}, "ranges": [{"type": "ECOSYSTEM",
               "events": [{"fixed": "2.10"}, {"introduced": "2.0"}, {"introduced": "3.0"}, {"last_affected": "3.1"}]},
               {"type": "GIT", "events": [{"introduced": "0"}, {"fixed": "5f3a"}]}]},
              {"package": {"ecosystem": "Maven", "name": "a:listed"}, "versions": ["7"]},
              {"package": {"ecosystem": "npm", "name": "a:other"}, "versions": ["1"]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void knowsWhichVersionsARecordIsAbout() throws IOException {
        Vulnerability record = record();
        for (String affected : List.of("a:lib:2.0", "a:lib:2.9.1", "a:lib:3.0", "a:lib:3.1", "a:listed:7")) {
            assertTrue(record.affects(Coordinates.of(affected)), affected);
        }
        for (String free : List.of("a:lib:1.9", "a:lib:2.10", "a:lib:2.11", "a:lib:3.2", "a:listed:8", "a:other:1")) {
            assertTrue(!record.affects(Coordinates.of(free)), free);
        }
    }

    @Test
    void failsOnAVulnerableVersionThatNobodyAnswered() throws IOException {
        List<Finding> findings = check("a:lib:2.1");
        assertEquals(List.of("a:lib:2.1 has GHSA-1 = CVE-1: it burns"), whats(findings));
        assertTrue(
                findings.getFirst().todo().startsWith("ship a version that mends it"),
                findings.getFirst().todo());
    }

    @Test
    void acceptsAnAnswerByEitherNameWhoseProofHolds() throws IOException {
        assertEquals(List.of(), check("a:lib:2.1", answer("CVE-1", "not_affected", "class-absent lib.Gone")));
        assertEquals(List.of(), check("a:lib:2.1", answer("GHSA-1", "not_affected", "module-absent java.sql")));
        assertEquals(List.of(), check("a:lib:2.1", answer("GHSA-1", "not_affected", "unreachable lib.Idle.m")));
    }

    @Test
    void refusesProofsThatDoNotHold() throws IOException {
        assertFault("lib.Used ships", "class-absent lib.Used");
        assertFault("the runtime has java.base", "module-absent java.base");
        assertFault("lib.Used.m can be reached from our code", "unreachable lib.Used.m");
        assertFault(
                "lib.Slip.m does not ship, so that 'unreachable' says nothing: is it spelt right?",
                "unreachable lib.Slip.m");
        assertFault(
                "'trust me' is no kind of proof: class-absent, module-absent, unreachable".replace("trust me", "trust"),
                "trust me");
        assertFault("it is not proved: write the proof into status_notes");
    }

    @Test
    void refusesFixedWhereItIsNot() throws IOException {
        assertEquals(
                List.of("a:lib:2.1 has GHSA-1 = CVE-1: it burns", "openvex.json on CVE-1: a:lib:2.1 is not fixed"),
                whats(check("a:lib:2.1", answer("CVE-1", "fixed"))));
        Statement fixed = new Statement("CVE-1", Set.of("pkg:maven/a/lib@2.10"), "fixed", List.of());
        assertEquals(List.of(), check("a:lib:2.10", fixed));
    }

    @Test
    void refusesAnAnswerAboutAnotherVersion() throws IOException {
        List<Finding> findings = check("a:lib:2.2", answer("CVE-1", "not_affected", "class-absent lib.Gone"));
        assertEquals(
                List.of(
                        "a:lib:2.2 has GHSA-1 = CVE-1: it burns",
                        "openvex.json on CVE-1: pkg:maven/a/lib@2.1 does not ship"),
                whats(findings));
    }

    private void assertFault(String fault, String... proofs) throws IOException {
        assertEquals(
                List.of("openvex.json on CVE-1: " + fault),
                whats(check("a:lib:2.1", answer("CVE-1", "not_affected", proofs))));
    }

    private List<Finding> check(String artifact, Statement... statements) throws IOException {
        Path jar = new Made()
                .calling("plainstream.Main", "lib.Used")
                .calling("lib.Used")
                .calling("lib.Idle")
                .jar(folder.resolve("lib.jar"));
        ClassPath path = ClassPath.of(List.of(jar));
        Set<String> run = CallGraph.from(path, List.of("plainstream.Main"), "plainstream.Main"::equals);
        Proofs proofs = new Proofs(List.of(path), JavaRuntime.of(List.of("java.base")), run);
        return new CveChecks(List.of(Coordinates.of(artifact)), List.of(record()), List.of(statements), proofs).check();
    }

    private static Statement answer(String vulnerability, String status, String... proofs) {
        return new Statement(vulnerability, Set.of("pkg:maven/a/lib@2.1"), status, List.of(proofs));
    }

    private static Vulnerability record() throws IOException {
        return Vulnerability.of(new ObjectMapper().readTree(RECORD));
    }

    private static List<String> whats(List<Finding> findings) {
        return findings.stream().map(Finding::what).toList();
    }
}
