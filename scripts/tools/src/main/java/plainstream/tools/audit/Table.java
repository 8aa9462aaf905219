package plainstream.tools.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What ships, for a reader: where, artifact, bytes, licence, beginning of the SHA-256, reason, chain; and the totals. */
record Table(Project project) {

    private static final int DIGITS = 12;

    void print(List<Shipped> all, PrintStream out) throws IOException {
        Policy policy = project.policy();
        Licences licences = new Licences(project.repository(), policy);
        for (Shipped shipped : all) {
            long total = 0;
            for (Shipped.Jar jar : shipped.jars()) {
                Coordinates artifact = jar.coordinates();
                total += jar.bytes();
                out.printf(
                        Locale.ROOT,
                        "%-9s  %-34s %10d  %-10s  %s  %s%s%n",
                        shipped.name(),
                        artifact.name() + " " + artifact.version(),
                        jar.bytes(),
                        licences.of(artifact),
                        Bytes.sha256(jar.file()).substring(0, DIGITS),
                        policy.reasons().get(artifact.name()),
                        jar.chain().size() > 1 ? " [" + String.join(" > ", jar.chain()) + "]" : "");
            }
            out.printf(
                    Locale.ROOT,
                    "%-9s  %-34s %10d%n%n",
                    shipped.name(),
                    shipped.jars().size() + " jars",
                    total);
        }
    }
}
