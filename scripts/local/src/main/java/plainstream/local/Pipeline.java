package plainstream.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import plainstream.local.balancer.Route;
import plainstream.local.database.Grants;
import plainstream.local.database.Table;

/**
 * The pipeline as {@code pipeline.json} describes it, for AWS and for this machine alike.
 *
 * @param topics by name
 * @param functions by name
 * @param mappings by name
 * @param routes in the order of the load balancer's rules
 * @param tables by name, without prefix
 */
record Pipeline(
        Map<String, Topic> topics,
        Map<String, Function> functions,
        Map<String, Mapping> mappings,
        List<ReadRoute> routes,
        Map<String, Table> tables) {
    /** Who publishes to it. */
    record Topic(List<String> writers) {}

    /** A Java class. */
    record Function(String handler) {}

    /** A topic whose records a function gets. */
    record Mapping(String topic, String function) {}

    /** Reads of this path and of all below it, answered by a function. */
    record ReadRoute(String path, String function) {
        Route rule() {
            return new Route(List.of("GET", "HEAD"), List.of(path, path + "/*"), function);
        }
    }

    // Each side reads what it needs: Terraform has members of its own.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Pipeline read(Path file) throws IOException {
        return MAPPER.readValue(Files.readAllBytes(file), Pipeline.class);
    }

    /** The function of each mapping, by their names. */
    Map<String, String> functionOf() {
        return mappings.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, mapping -> mapping.getValue().function()));
    }

    Grants grants(String prefix) {
        return new Grants(Set.copyOf(functions.keySet()), tables, prefix);
    }
}
