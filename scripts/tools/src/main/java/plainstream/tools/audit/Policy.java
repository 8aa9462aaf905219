package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What people decided: {@code scripts/audit/policy.json}.
 *
 * @param licences how poms spell a licence → its SPDX identifier; each that stands here is allowed
 * @param forbidden words in a licence's name that rule it out, whatever else stands there
 * @param reasons artifact → why it ships
 * @param modules module of the runtime that no class of ours names → why it is there
 * @param entries classes that are named by settings only, from which others are reached
 * @param lines half of what ships → the most lines of Java that it may have
 */
record Policy(
        Map<String, String> licences,
        List<String> forbidden,
        Map<String, String> reasons,
        Map<String, String> modules,
        List<String> entries,
        Map<String, String> lines) {

    static Policy read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        return new Policy(
                map(json.path("licences")),
                list(json.path("forbidden")),
                map(json.path("reasons")),
                map(json.path("modules")),
                list(json.path("entries")),
                map(json.path("lines")));
    }

    private static Map<String, String> map(JsonNode json) {
        Map<String, String> map = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static List<String> list(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
