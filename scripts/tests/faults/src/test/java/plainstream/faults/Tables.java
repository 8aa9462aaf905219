package plainstream.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonKind;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.json.JsonWriter;

/** The database, asked directly and not through the code under test. */
final class Tables {
    static final String PREFIX = "plainstream-";

    private static final String CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    Tables(URI endpoint) {
        this.endpoint = endpoint;
    }

    JsonObject call(String operation, byte[] body) {
        var request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", CREDENTIAL)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(operation + ": " + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return Json.parse(answer.body()).asObject();
        } catch (IOException e) {
            throw new IllegalStateException(operation, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(operation, e);
        }
    }

    List<String> names() {
        var answer = call("ListTables", "{}".getBytes(StandardCharsets.US_ASCII));
        return answer.member("TableNames").asArray().elements().stream()
                .map(JsonValue::asString)
                .toList();
    }

    /** Every item of a table. */
    List<JsonObject> scan(String table) {
        var items = new ArrayList<JsonObject>();
        Optional<JsonValue> last = Optional.empty();
        do {
            var json = new JsonWriter().beginObject().name("TableName").string(PREFIX + table);
            json.name("ConsistentRead").bool(true);
            last.ifPresent(key -> key.write(json.name("ExclusiveStartKey")));
            var page = call("Scan", json.endObject().toBytes());
            page.member("Items").asArray().elements().forEach(item -> items.add(item.asObject()));
            last = page.find("LastEvaluatedKey");
        } while (last.isPresent());
        return items;
    }

    /** A string or number attribute's text, or "" where there is none. */
    static String text(JsonObject item, String attribute) {
        return item.find(attribute)
                .map(value -> value.asObject().members().values().iterator().next())
                .map(value -> value.kind() == JsonKind.STRING ? value.asString() : "")
                .orElse("");
    }
}
