package plainstream.tools.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A software bill of materials in CycloneDX 1.6. It holds no time and no random number: the same parts give the same bytes.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class Sbom {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode components;
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Licences licences;
    private final String subject;

    /** Of something that this project makes, such as an {@code application} or a {@code container}. */
    Sbom(String type, Coordinates subject, Licences licences) {
        this.licences = licences;
        this.subject = subject.purl();
        root.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        ObjectNode main = root.putObject("metadata").putObject("component");
        main.put("type", type).put("bom-ref", subject.purl()).put("group", subject.group());
        main.put("name", subject.name()).put("version", subject.version()).put("purl", subject.purl());
        licence(main, "Apache-2.0");
        components = root.putArray("components");
        needs.put(subject.purl(), new TreeSet<>());
    }

    /** A jar, and what needs it: the last but one of its chain, or the subject itself. */
    Sbom jar(Shipped.Jar jar, Map<String, Coordinates> byName) throws IOException {
        Coordinates artifact = jar.coordinates();
        ObjectNode component = component("library", artifact.purl(), artifact.name(), artifact.version());
        component.put("group", artifact.group()).put("purl", artifact.purl());
        hash(component, Bytes.sha256(jar.file()));
        licence(component, licences.of(artifact));
        List<String> chain = jar.chain();
        String parent = chain.size() < 2
                ? subject
                : byName.get(chain.get(chain.size() - 2)).purl();
        needs.computeIfAbsent(parent, p -> new TreeSet<>()).add(artifact.purl());
        return this;
    }

    /** All jars of one part. */
    Sbom jars(Shipped part) throws IOException {
        Map<String, Coordinates> byName = new LinkedHashMap<>();
        part.jars().forEach(jar -> byName.put(jar.coordinates().name(), jar.coordinates()));
        for (Shipped.Jar jar : part.jars()) {
            jar(jar, byName);
        }
        return this;
    }

    /** A container image that the subject is made of, named as a Dockerfile names it: {@code name:tag@sha256:…}. */
    Sbom image(String type, String reference, String licence, String description) {
        Image image = Image.of(reference);
        ObjectNode component = component(type, image.purl(), image.name(), image.tag());
        component.put("description", description).put("purl", image.purl());
        if (!image.digest().isEmpty()) {
            hash(component, image.digest());
        }
        licence(component, licence);
        needs.get(subject).add(image.purl());
        return this;
    }

    void write(Path file) throws IOException {
        ArrayNode dependencies = root.putArray("dependencies");
        needs.forEach((from, to) -> {
            ArrayNode on = dependencies.addObject().put("ref", from).putArray("dependsOn");
            to.forEach(on::add);
        });
        UUID serial = UUID.nameUUIDFromBytes(JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8));
        root.put("serialNumber", "urn:uuid:" + serial);
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private ObjectNode component(String type, String ref, String name, String version) {
        return components
                .addObject()
                .put("type", type)
                .put("bom-ref", ref)
                .put("name", name)
                .put("version", version);
    }

    private static void hash(ObjectNode component, String sha256) {
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256);
    }

    private static void licence(ObjectNode component, String spdx) {
        ArrayNode list = component.putArray("licenses");
        if (spdx.contains(" ")) {
            list.addObject().put("expression", spdx);
        } else {
            list.addObject().putObject("license").put("id", spdx);
        }
    }
}
