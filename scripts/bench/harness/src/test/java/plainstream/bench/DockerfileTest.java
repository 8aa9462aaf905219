package plainstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerfileTest {
    @Test
    void findsModulesAndOptionsOverSeveralLines(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("api"));
        Files.writeString(root.resolve("api/Dockerfile"), """
                RUN jlink --output /java \\
                    --add-modules java.base,java.logging,jdk.net \\
                    --add-options="-XX:+UseSerialGC -Xmx256m" \\
                    && true
                """);
        assertEquals("java.base,java.logging,jdk.net", Dockerfile.modules(root));
        assertEquals(List.of("-XX:+UseSerialGC", "-Xmx256m"), Dockerfile.options(root));
    }
}
