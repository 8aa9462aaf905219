package plainstream.consumer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonWriter;

/** The queries function on a real DynamoDB engine, for the tests of what it answers. */
public abstract class QueriesFunction extends OnDynamoDb {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    protected static String header(JsonObject response, String name) {
        return response.member("multiValueHeaders")
                .asObject()
                .member(name)
                .asArray()
                .elements()
                .getFirst()
                .asString();
    }

    protected long status(String path) throws IOException {
        return get(path, Map.of()).member("statusCode").asNumber().asLong();
    }

    protected JsonObject get(String path, Map<String, List<String>> parameters) throws IOException {
        return Json.parse(invoke(event("GET", path, parameters))).asObject();
    }

    protected byte[] invoke(byte[] event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new QueriesHandler(environment, () -> NOW)
                .handleRequest(new ByteArrayInputStream(event), answer, new TestContext(30_000));
        return answer.toByteArray();
    }

    protected static byte[] event(String method, String path, Map<String, List<String>> parameters) {
        JsonWriter out = new JsonWriter()
                .beginObject()
                .name("httpMethod")
                .string(method)
                .name("path")
                .string(path);
        out.name("multiValueQueryStringParameters").beginObject();
        parameters.forEach((name, values) -> {
            out.name(name).beginArray();
            values.forEach(out::string);
            out.endArray();
        });
        out.endObject()
                .name("multiValueHeaders")
                .beginObject()
                .endObject()
                .name("body")
                .string("");
        return out.endObject().toBytes();
    }
}
