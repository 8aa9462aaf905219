package plainstream.tools.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The local Maven repository: what was downloaded, and the checksums that the registry gave with it. */
record Repository(Path folder) {

    Path file(Coordinates artifact, String extension) {
        return folder.resolve(artifact.group().replace('.', '/'))
                .resolve(artifact.name())
                .resolve(artifact.version())
                .resolve(artifact.fileName(extension));
    }

    /** The SHA-1 that the registry published for the jar; empty when Maven did not keep it. */
    Optional<String> published(Coordinates artifact) throws IOException {
        Path sidecar = file(artifact, "jar.sha1");
        return Files.exists(sidecar)
                ? Optional.of(Files.readString(sidecar).strip().split("\\s")[0].toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The licences that the artifact's pom names, or else the nearest parent's that names any. */
    List<String> licences(Coordinates artifact) throws IOException {
        Coordinates plain = new Coordinates(artifact.group(), artifact.name(), artifact.version(), "");
        Pom pom = Pom.read(file(plain, "pom"));
        if (!pom.licences().isEmpty() || pom.parent().isEmpty()) {
            return pom.licences();
        }
        return licences(pom.parent().get());
    }
}
