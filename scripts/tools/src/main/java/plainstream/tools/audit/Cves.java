package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Started by {@code scripts/audit_cves.sh}: {@code Cves ROOT REPOSITORY ANSWERS [ENDPOINT]}. Asks OSV at the endpoint besides the
 * answers that are kept. Exit codes: 0 each vulnerability is answered, 1 one is not, 2 wrong usage.
 */
public final class Cves {

    private Cves() {}

    /** The folder of the checkout, the local Maven repository, kept answers, and where to ask for new ones. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 3 || arguments.length > 4) {
            System.err.println("usage: Cves ROOT REPOSITORY ANSWERS [ENDPOINT]");
            System.exit(2);
        }
        Project project = new Project(Path.of(arguments[0]), new Repository(Path.of(arguments[1])));
        Set<Coordinates> shipped = new TreeSet<>();
        project.shipped().forEach(part -> part.jars().forEach(jar -> shipped.add(jar.coordinates())));
        shipped.removeIf(Coordinates::isOurs);
        List<Vulnerability> known = new ArrayList<>(Osv.saved(Path.of(arguments[2])));
        if (arguments.length == 4) {
            try {
                known.addAll(asked(Osv.at(arguments[3]), shipped));
            } catch (IOException e) {
                System.err.println("audit: " + arguments[3] + " cannot be asked: " + e
                        + "\n    -> try again; or check the saved answers alone: --answers scripts/audit/osv.json");
                System.exit(1);
            }
        }
        List<Statement> statements = Statement.read(project.committed("openvex.json"));
        List<Finding> findings = new CveChecks(shipped, known, statements, proofs(project)).check();
        findings.forEach(finding -> System.err.println("audit: " + finding));
        System.out.println(shipped.size() + " artifacts, " + known.size() + " known vulnerabilities, "
                + statements.size() + " statements, " + findings.size() + " findings");
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    private static List<Vulnerability> asked(Osv osv, Set<Coordinates> shipped)
            throws IOException, InterruptedException {
        List<Vulnerability> found = new ArrayList<>();
        for (Coordinates artifact : shipped) {
            found.addAll(osv.ask(artifact));
        }
        return found;
    }

    private static Proofs proofs(Project project) throws IOException {
        Map<String, ClassPath> paths = project.classPaths();
        Set<String> reachable = new HashSet<>();
        for (ClassPath path : paths.values()) {
            List<String> entries = project.entries(path);
            reachable.addAll(path.reachable(entries));
            reachable.addAll(CallGraph.from(path, entries, entries::contains));
        }
        return new Proofs(paths.values(), JavaRuntime.of(project.dockerfile()), reachable);
    }
}
