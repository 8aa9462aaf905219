package plainstream.tools.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {

    private static final String DIGEST = "8c0a84ea11c8f6ed52600fc19f1040121f2a162998e9f50a5faebbbad9172dcc";

    @TempDir
    private Path folder;

    @Test
    void isValidByCycloneDxsOwnSchema() throws IOException {
        Path file = write("one.json");
        assertEquals(List.of(), new JsonParser().validate(file.toFile(), Version.VERSION_16));
        Path broken = Files.writeString(
                folder.resolve("broken.json"), Files.readString(file).replace("\"1.6\"", "\"1.6\", \"odd\": 1"));
        assertFalse(
                new JsonParser().validate(broken.toFile(), Version.VERSION_16).isEmpty(), "the schema checks nothing");
    }

    @Test
    void holdsEachPartWithHashLicenceAndWhatNeedsIt() throws IOException {
        JsonNode sbom = new ObjectMapper().readTree(write("one.json").toFile());
        JsonNode jar = sbom.at("/components/0");
        assertEquals("pkg:maven/a/lib@1", jar.get("purl").asText());
        assertEquals("MIT", jar.at("/licenses/0/license/id").asText());
        assertEquals(
                Bytes.sha256(folder.resolve("lib-1.jar")),
                jar.at("/hashes/0/content").asText());
        assertEquals(
                "pkg:maven/a/below@2", sbom.at("/dependencies/1/dependsOn/0").asText());
        assertEquals(DIGEST, sbom.at("/components/2/hashes/0/content").asText());
        assertTrue(
                sbom.at("/dependencies/0/dependsOn").toString().contains("pkg:oci/jdk@sha256%3A" + DIGEST),
                sbom.toString());
    }

    @Test
    void hasTheSameBytesEachTime() throws IOException {
        assertEquals(Files.readString(write("one.json")), Files.readString(write("two.json")));
    }

    private Path write(String name) throws IOException {
        Repository repository = new Repository(folder.resolve("repository"));
        Shipped.Jar lib = jar(repository, "a:lib:1", List.of("lib"));
        Shipped.Jar below = jar(repository, "a:below:2", List.of("lib", "below"));
        Licences licences =
                new Licences(repository, JarChecksTest.policy(Map.of("MIT", "MIT"), List.of(), Map.of(), Map.of()));
        Path file = folder.resolve(name);
        new Sbom("container", Coordinates.of("plainstream:image:1"), licences)
                .jars(new Shipped("api", List.of(lib, below), Set.of()))
                .image(
                        "platform",
                        "registry.example:5000/jdk:25@sha256:" + DIGEST,
                        "GPL-2.0-with-classpath-exception",
                        "runtime")
                .image("container", "base", "Apache-2.0", "base")
                .write(file);
        return file;
    }

    private Shipped.Jar jar(Repository repository, String artifact, List<String> chain) throws IOException {
        Coordinates coordinates = Coordinates.of(artifact);
        Path pom = repository.file(coordinates, "pom");
        Files.createDirectories(pom.getParent());
        Files.writeString(pom, "<project><licenses><license><name>MIT</name></license></licenses></project>");
        Path file = Files.writeString(folder.resolve(coordinates.fileName("jar")), artifact);
        return new Shipped.Jar(coordinates, file, chain);
    }
}
