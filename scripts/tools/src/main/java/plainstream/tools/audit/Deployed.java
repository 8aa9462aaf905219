package plainstream.tools.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The resources of a deployment, as {@code terraform show -json} writes them.
 *
 * @param resources each with type, name, index and values
 * @param names id of a security group or gateway endpoint → what it is called
 */
record Deployed(List<JsonNode> resources, Map<String, String> names) {

    /** What differs from one deployment to the next, and says nothing of who may do what. */
    private static final Pattern CHANCE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-[0-9]+)?"
            + "|\\b(vpc|vpce|sg|subnet|rtb|pl)-[0-9a-f]{6,}|(?<=/)[0-9a-f]{16}\\b");

    private static final Pattern ACCOUNT = Pattern.compile("\\b[0-9]{12}\\b");

    static Deployed read(Path state) throws IOException {
        JsonNode json = new ObjectMapper().readTree(state.toFile());
        List<JsonNode> all = StreamSupport.stream(
                        json.at("/values/root_module/resources").spliterator(), false)
                .filter(resource -> resource.get("mode").asText().equals("managed"))
                .toList();
        Map<String, String> names = new HashMap<>();
        for (JsonNode resource : all) {
            String index = resource.path("index").asText();
            switch (resource.get("type").asText()) {
                case "aws_security_group" -> names.put(resource.at("/values/id").asText(), index);
                case "aws_vpc_endpoint" ->
                    names.put(resource.at("/values/prefix_list_id").asText(), index);
                default -> {} // is not named by rules
            }
        }
        return new Deployed(all, names);
    }

    Stream<JsonNode> of(String type) {
        return resources.stream()
                .filter(resource -> resource.get("type").asText().equals(type));
    }

    /** The resource's name in the code, with its index. */
    static String name(JsonNode resource) {
        return resource.get("name").asText()
                + (resource.has("index") ? "[" + resource.get("index").asText() + "]" : "");
    }

    /** A security group, an endpoint or a block of addresses. */
    String party(JsonNode... candidates) {
        return Stream.of(candidates)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .map(text -> names.getOrDefault(text, text))
                .findFirst()
                .orElse("nobody");
    }

    static String steady(String text) {
        return ACCOUNT.matcher(CHANCE.matcher(text).replaceAll("ID")).replaceAll("ACCOUNT");
    }
}
