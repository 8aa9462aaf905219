package plainstream.tools.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Started by {@code scripts/audit.sh}: {@code Audit check|update|without-checksum ROOT REPOSITORY}. Exit codes: 0 all holds, 1
 * something does not, 2 wrong usage.
 */
public final class Audit {

    private final Project project;
    private final PrintStream out;

    private Audit(Project project, PrintStream out) {
        this.project = project;
        this.out = out;
    }

    /** What to do, the folder of the checkout, and the local Maven repository. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: Audit check|update|without-checksum ROOT REPOSITORY");
            System.exit(2);
        }
        Project project = new Project(Path.of(arguments[1]), new Repository(Path.of(arguments[2])));
        Audit audit = new Audit(project, System.out);
        List<Finding> findings = switch (arguments[0]) {
            case "check" -> audit.run(false);
            case "update" -> audit.run(true);
            case "without-checksum" -> audit.withoutChecksum();
            default -> List.of(new Finding("there is no '" + arguments[0] + "'", "see scripts/audit.sh --help"));
        };
        findings.forEach(finding -> System.err.println("audit: " + finding));
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /** Lists what {@link JarChecks#hashes} would miss, so that the script can ask Maven for it. */
    private List<Finding> withoutChecksum() throws IOException {
        for (Coordinates artifact : artifacts(project.shipped())) {
            if (!artifact.isOurs() && project.repository().published(artifact).isEmpty()) {
                out.println(artifact);
            }
        }
        return List.of();
    }

    private List<Finding> run(boolean update) throws IOException {
        ShippedAudit audit = new ShippedAudit(project);
        List<Finding> findings = new ArrayList<>(new LinkedHashSet<>(audit.check()));
        if (!findings.isEmpty()) {
            return findings; // a lock file is not written of what may not ship
        }
        Lock shipped = audit.lock();
        Lock build = BuildLock.of(project, artifacts(audit.all()));
        if (update) {
            shipped.write(project.committed("shipped.lock"));
            build.write(project.committed("build.lock"));
        }
        shipped.compare(project.committed("shipped.lock")).ifPresent(findings::add);
        build.compare(project.committed("build.lock")).ifPresent(findings::add);
        new Table(project).print(audit.all(), out);
        shipped.print(ShippedAudit.LEFT_OUT, out);
        return findings;
    }

    private static Set<Coordinates> artifacts(List<Shipped> all) {
        Set<Coordinates> artifacts = new TreeSet<>();
        all.forEach(shipped -> shipped.jars().forEach(jar -> artifacts.add(jar.coordinates())));
        return artifacts;
    }
}
