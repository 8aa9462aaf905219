package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The resources of one run of {@code terraform test}, which applies the code to a pretended AWS.
 *
 * @param resources each with type, name, index and values
 * @param names what Terraform invented for an id or ARN → the resource that it belongs to
 */
record Deployed(List<JsonNode> resources, Map<String, String> names) {

    /** Terraform invents eight letters and digits for what AWS would answer, other ones each time. */
    private static final Pattern INVENTED = Pattern.compile("\\b[a-z0-9]{8}\\b");

    /** Parties of a flow: their index alone says who they are. */
    private static final List<String> PARTIES = List.of("aws_security_group", "aws_vpc_endpoint");

    /** By run, in their order: what {@code terraform test -json -verbose} printed. */
    static Map<String, Deployed> read(Path printed) throws IOException {
        Map<String, Deployed> runs = new LinkedHashMap<>();
        ObjectMapper json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(printed)) {
            for (String line : (Iterable<String>) lines.filter(text -> text.contains("\"test_state\""))::iterator) {
                JsonNode message = json.readTree(line);
                if (message.path("type").asText().equals("test_state")) {
                    runs.put(message.path("@testrun").asText(), of(message.at("/test_state/root_module/resources")));
                }
            }
        }
        if (runs.isEmpty()) {
            throw new IOException(printed + " holds no state: it has to come from terraform test -json -verbose");
        }
        return runs;
    }

    private static Deployed of(JsonNode resources) {
        List<JsonNode> managed = StreamSupport.stream(resources.spliterator(), false)
                .filter(resource -> resource.path("mode").asText().equals("managed"))
                .toList();
        Map<String, String> names = new HashMap<>();
        for (JsonNode resource : managed) {
            boolean party = PARTIES.contains(resource.get("type").asText());
            String name = party ? resource.path("index").asText() : address(resource);
            for (String field : party ? List.of("id", "arn", "prefix_list_id") : List.of("id", "arn")) {
                String value = resource.get("values").path(field).asText();
                if (INVENTED.matcher(value).matches()) {
                    names.put(value, name);
                }
            }
        }
        return new Deployed(managed, names);
    }

    Stream<JsonNode> of(String type) {
        return resources.stream()
                .filter(resource -> resource.get("type").asText().equals(type));
    }

    /** The resource's address in the code, without {@code aws_}. */
    static String address(JsonNode resource) {
        String index = resource.has("index") ? "[" + resource.get("index").asText() + "]" : "";
        return resource.get("type").asText().substring("aws_".length()) + "."
                + resource.get("name").asText() + index;
    }

    /** With the name of the resource wherever Terraform invented one. */
    String named(String text) {
        return INVENTED.matcher(text).replaceAll(found -> names.getOrDefault(found.group(), found.group()));
    }
}
