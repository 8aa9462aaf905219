package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Started by {@code scripts/audit_access.sh}: {@code Access check|update PRINTED FOLDER}. Writes who may talk to whom, or compares it
 * with what is committed. Exit codes: 0 as committed, 1 not, 2 wrong usage.
 */
public final class Access {

    private final Map<String, Deployed> runs;

    Access(Map<String, Deployed> runs) {
        this.runs = runs;
    }

    /** What to do, what {@code terraform test -json -verbose} printed, and the folder of the committed list. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3 || !Set.of("check", "update").contains(arguments[0])) {
            System.err.println("usage: Access check|update PRINTED FOLDER");
            System.exit(2);
        }
        Access access = new Access(Deployed.read(Path.of(arguments[1])));
        Path folder = Path.of(arguments[2]);
        if (arguments[0].equals("update")) {
            access.write(folder);
        }
        Optional<Finding> finding = access.compare(folder);
        finding.ifPresent(found -> System.err.println("audit: " + found));
        System.exit(finding.isEmpty() ? 0 : 1);
    }

    void write(Path folder) throws IOException {
        lock().write(folder.resolve("access.lock"));
        Files.writeString(folder.resolve("access.md"), picture());
    }

    Optional<Finding> compare(Path folder) throws IOException {
        Optional<Finding> finding = lock().compare(folder.resolve("access.lock"));
        if (finding.isPresent() || Files.readString(folder.resolve("access.md")).equals(picture())) {
            return finding;
        }
        return Optional.of(new Finding("access.md is another picture than of access.lock", "run make audit-update"));
    }

    /** All of the first run; of each further one what it has besides. */
    private Lock lock() throws IOException {
        Lock lock = new Lock(
                "Who may talk to whom, by the Terraform code; the options of each run stand in terraform/tests/access.");
        Map<String, Set<String>> seen = new HashMap<>();
        for (Map.Entry<String, Deployed> run : runs.entrySet()) {
            String prefix = seen.isEmpty() ? "" : run.getKey() + " adds: ";
            for (Map.Entry<String, Set<String>> section :
                    Sections.of(run.getValue()).entrySet()) {
                Set<String> lines = section.getValue();
                Set<String> before = seen.computeIfAbsent(section.getKey(), name -> new TreeSet<>());
                lines.removeAll(before);
                before.addAll(lines);
                if (!lines.isEmpty()) {
                    lock.section(prefix + section.getKey());
                    lines.forEach(lock::line);
                }
            }
        }
        return lock;
    }

    /** The first run, as Markdown shows it. */
    private String picture() throws IOException {
        Deployed first = runs.values().iterator().next();
        return Picture.of(Flows.of(first), Sections.rights(first));
    }
}
