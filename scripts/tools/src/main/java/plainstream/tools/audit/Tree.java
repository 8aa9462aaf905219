package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A module's dependencies as {@code dependency:tree -DoutputType=json} writes them.
 *
 * @param root the module itself
 */
record Tree(Coordinates root, List<Dependency> dependencies) {

    /**
     * One dependency.
     *
     * @param scope {@code compile}, {@code runtime}, {@code provided} or {@code test}
     * @param chain names from the module's own dependency down to this one, so that its first is what pom.xml asks for
     */
    record Dependency(Coordinates coordinates, String scope, List<String> chain) {}

    static Tree read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        List<Dependency> found = new ArrayList<>();
        collect(json, List.of(), found);
        return new Tree(coordinates(json), List.copyOf(found));
    }

    List<Dependency> inScope(Set<String> scopes) {
        return dependencies.stream().filter(d -> scopes.contains(d.scope())).toList();
    }

    private static void collect(JsonNode node, List<String> above, List<Dependency> found) {
        for (JsonNode child : node.path("children")) {
            Coordinates coordinates = coordinates(child);
            List<String> chain = new ArrayList<>(above);
            chain.add(coordinates.name());
            found.add(new Dependency(coordinates, child.get("scope").asText(), List.copyOf(chain)));
            collect(child, chain, found);
        }
    }

    private static Coordinates coordinates(JsonNode node) {
        return new Coordinates(
                node.get("groupId").asText(),
                node.get("artifactId").asText(),
                node.get("version").asText(),
                node.path("classifier").asText());
    }
}
