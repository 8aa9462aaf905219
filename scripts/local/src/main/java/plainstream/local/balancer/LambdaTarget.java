package plainstream.local.balancer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;

/**
 * A request as the event that an Application Load Balancer gives a Lambda function, and the function's answer as a response.
 *
 * <p>With {@code lambda.multi_value_headers.enabled}, as AWS's "Lambda functions as targets" describes it: query values stay
 * as they came, not decoded; header names are in lower case; request body and answer are at most 1 MB.
 */
record LambdaTarget(Invoker function) {
    static final int LIMIT = 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GROUP = "arn:aws:elasticloadbalancing:eu-central-1:000000000000:targetgroup/local/0";

    /**
     * A request.
     *
     * @param path as it came, not decoded
     * @param query as it came, or null
     */
    record Request(String method, String path, String query, Headers headers, byte[] body) {}

    /**
     * A response.
     *
     * @param status the code
     * @param headers by name
     * @param body its bytes
     */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {}

    /** Throws {@link FunctionError} when the function fails or its answer is none: the balancer's 502. */
    Response call(Request request) throws FunctionError {
        return parse(function.invoke(encode(request)));
    }

    static byte[] encode(Request request) {
        var out = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("requestContext");
            json.writeObjectFieldStart("elb");
            json.writeStringField("targetGroupArn", GROUP);
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("httpMethod", request.method());
            json.writeStringField("path", request.path());
            lists(json, "multiValueQueryStringParameters", query(request.query()));
            var headers = new TreeMap<String, List<String>>();
            request.headers().forEach((name, values) -> headers.put(Forwarded.lower(name), values));
            lists(json, "multiValueHeaders", headers);
            boolean text = isText(request.headers());
            json.writeStringField(
                    "body",
                    text
                            ? new String(request.body(), StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(request.body()));
            json.writeBooleanField("isBase64Encoded", !text);
            json.writeEndObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    static Response parse(byte[] answer) throws FunctionError {
        if (answer.length > LIMIT) {
            throw new FunctionError("ELB.ResponseTooLarge", "the answer exceeds 1 MB");
        }
        try {
            JsonNode json = JSON.readTree(answer);
            int status = json.path("statusCode").asInt();
            if (!json.path("statusCode").isInt() || status < 200 || status > 599) {
                throw new FunctionError("ELB.BadResponse", "no valid statusCode");
            }
            var headers = new LinkedHashMap<String, List<String>>();
            json.path("multiValueHeaders")
                    .properties()
                    .forEach(header -> headers.put(
                            header.getKey(),
                            header.getValue()
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .toList()));
            String body = json.path("body").asText("");
            boolean base64 = json.path("isBase64Encoded").asBoolean();
            return new Response(
                    status, headers, base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw new FunctionError("ELB.BadResponse", "the answer is no response: " + e.getMessage());
        }
    }

    private static Map<String, List<String>> query(String raw) {
        var values = new LinkedHashMap<String, List<String>>();
        if (raw != null && !raw.isEmpty()) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(parts[0], name -> new java.util.ArrayList<>())
                        .add(parts.length == 2 ? parts[1] : "");
            }
        }
        return values;
    }

    private static void lists(JsonGenerator json, String name, Map<String, List<String>> lists) throws IOException {
        json.writeObjectFieldStart(name);
        for (var list : lists.entrySet()) {
            json.writeArrayFieldStart(list.getKey());
            for (String value : list.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static boolean isText(Headers headers) {
        String type = headers.getFirst("Content-Type");
        return !headers.containsKey("Content-Encoding")
                && (type == null || type.matches("(?i)(text/.*|application/(json|javascript|xml)\\b.*)"));
    }
}
