package plainstream.local.database;

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
import java.util.List;
import java.util.Map;

/** Makes tables and fills them, over DynamoDB's JSON protocol. */
public final class Tables {
    /** A table and a file with a JSON list of plain objects. */
    public record Seed(String table, Path file) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();
    // The local engine reads the key and the region of the credential and verifies nothing.
    private static final String CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI endpoint;
    private final HttpClient client;

    public Tables(URI endpoint, HttpClient client) {
        this.endpoint = endpoint;
        this.client = client;
    }

    public void create(List<JsonNode> tables, Map<String, String> timeToLive, List<Seed> seeds)
            throws IOException, InterruptedException {
        for (JsonNode table : tables) {
            call("CreateTable", table, "ResourceInUseException");
        }
        for (var entry : timeToLive.entrySet()) {
            var request = MAPPER.createObjectNode().put("TableName", entry.getKey());
            request.putObject("TimeToLiveSpecification").put("Enabled", true).put("AttributeName", entry.getValue());
            call("UpdateTimeToLive", request, "TimeToLive is already enabled");
        }
        for (Seed seed : seeds) {
            for (JsonNode item : MAPPER.readTree(Files.readAllBytes(seed.file()))) {
                var request = MAPPER.createObjectNode().put("TableName", seed.table());
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
                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", CREDENTIAL)
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
