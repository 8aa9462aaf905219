package plainstream.local.database;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Makes tables and fills them, over DynamoDB's JSON protocol. */
public final class Tables {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI endpoint;
    private final HttpClient client;

    public Tables(URI endpoint, HttpClient client) {
        this.endpoint = endpoint;
        this.client = client;
    }

    /** The tables of a {@code pipeline.json}, by name without prefix. */
    public static Map<String, Table> described(Path pipeline) throws IOException {
        var tables = MAPPER.readTree(Files.readAllBytes(pipeline)).path("tables");
        return MAPPER.convertValue(tables, new TypeReference<Map<String, Table>>() {});
    }

    /**
     * Makes what is not there yet.
     *
     * @param tables by name
     * @param prefix what the full names begin with
     * @param folder to which the files of the seeds are relative
     */
    public void create(Map<String, Table> tables, String prefix, Path folder) throws IOException, InterruptedException {
        for (var entry : tables.entrySet()) {
            create(prefix + entry.getKey(), entry.getValue(), folder);
        }
    }

    private void create(String name, Table table, Path folder) throws IOException, InterruptedException {
        call("CreateTable", table.createRequest(name), "ResourceInUseException");
        if (table.ttl().isPresent()) {
            var request = MAPPER.createObjectNode().put("TableName", name);
            request.putObject("TimeToLiveSpecification")
                    .put("Enabled", true)
                    .put("AttributeName", table.ttl().get());
            call("UpdateTimeToLive", request, "TimeToLive is already enabled");
        }
        if (table.seed().isPresent()) {
            for (JsonNode item : MAPPER.readTree(
                    Files.readAllBytes(folder.resolve(table.seed().get())))) {
                var request = MAPPER.createObjectNode().put("TableName", name);
                request.set("Item", attributes(item));
                call("PutItem", request, "none");
            }
        }
    }

    /**
     * Any action of the database.
     *
     * @return its answer
     * @throws IOException if there is none within a few seconds, or it is an error
     */
    public JsonNode call(String action, JsonNode body) throws IOException, InterruptedException {
        return call(action, body, "none");
    }

    private JsonNode call(String action, JsonNode body, String tolerated) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(LIMIT)
                .header("X-Amz-Target", Access.PROTOCOL + action)
                .header("Content-Type", Access.CONTENT_TYPE)
                .header("Authorization", Access.CREDENTIAL)
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200 && !response.body().contains(tolerated)) {
            throw new IOException(action + " " + body.path("TableName").asText() + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    private static ObjectNode attributes(JsonNode object) {
        var attributes = MAPPER.createObjectNode();
        object.properties().forEach(member -> attributes.set(member.getKey(), attribute(member.getValue())));
        return attributes;
    }

    private static ObjectNode attribute(JsonNode value) {
        var attribute = MAPPER.createObjectNode();
        return switch (value.getNodeType()) {
            case STRING -> attribute.put("S", value.asText());
            case NUMBER -> attribute.put("N", value.asText());
            case BOOLEAN -> attribute.put("BOOL", value.asBoolean());
            case OBJECT -> attribute.set("M", attributes(value));
            case ARRAY -> {
                var list = attribute.putArray("L");
                value.forEach(element -> list.add(attribute(element)));
                yield attribute;
            }
            default -> attribute.put("NULL", true);
        };
    }
}
