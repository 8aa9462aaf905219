package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Started by {@code scripts/sbom.sh}: {@code Sboms ROOT REPOSITORY JDK_IMAGE BASE_IMAGE}. Writes one bill of materials for the
 * image and one for each function to {@code target/sbom}.
 */
public final class Sboms {

    /** The function whose class path has the layer too. */
    private static final String LAYERED = "enrichment";

    private Sboms() {}

    /** The folder of the checkout, the local Maven repository, and the names of the image's two bases. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            System.err.println("usage: Sboms ROOT REPOSITORY JDK_IMAGE BASE_IMAGE");
            System.exit(2);
        }
        Project project = new Project(Path.of(arguments[0]), new Repository(Path.of(arguments[1])));
        Licences licences = new Licences(project.repository(), project.policy());
        Path folder = project.root().resolve("target/sbom");
        String version = project.tree("api").root().version();
        image(project, licences, version, arguments[2], arguments[3]).write(folder.resolve("image.cdx.json"));
        for (String function : project.functionNames()) {
            Sbom sbom = function(function, version, licences).jars(project.functions());
            (function.equals(LAYERED) ? sbom.jars(project.layer()) : sbom)
                    .write(folder.resolve(function + ".cdx.json"));
        }
    }

    private static Sbom image(Project project, Licences licences, String version, String jdk, String base)
            throws IOException {
        String modules = String.join(", ", JavaRuntime.of(project.dockerfile()).contained());
        return new Sbom("container", new Coordinates("plainstream", "plainstream-api-image", version, ""), licences)
                .jars(project.api())
                .image(
                        "platform",
                        jdk,
                        "GPL-2.0-with-classpath-exception",
                        "The Java runtime: of this JDK, by jlink, the modules " + modules)
                .image(
                        "container",
                        base,
                        "Apache-2.0",
                        "The base of the image, with libc and certificates; its parts have licences of their own");
    }

    private static Sbom function(String name, String version, Licences licences) {
        return new Sbom("application", new Coordinates("plainstream", name, version, ""), licences);
    }
}
