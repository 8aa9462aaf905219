package plainstream.consumer.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonArray;
import plainstream.consumer.json.JsonNull;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;

/**
 * A request as the load balancer's event carries it, in either of its two forms.
 *
 * @param path the path as the client wrote it
 * @param parameters the query's names and values as the client wrote them
 * @param trace the header X-Amzn-Trace-Id, "" if there is none
 * @param traceparent the header of that name, for the log; "" if there is none, or none of its length
 * @param multiValue whether headers and parameters are lists; the answer has to have the same form
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">AWS: Lambda functions as
 *     targets</a>
 */
public record QueryRequest(
        String method,
        String path,
        Map<String, List<String>> parameters,
        String trace,
        String traceparent,
        boolean multiValue) {
    private static final int TRACEPARENT_LENGTH = 55;

    /**
     * Reads an event.
     *
     * @throws plainstream.consumer.json.JsonException if it is no such event
     */
    public static QueryRequest read(byte[] event) {
        JsonObject json = Json.parse(event).asObject();
        boolean multiValue = isObject(json, "multiValueHeaders") || isObject(json, "multiValueQueryStringParameters");
        String prefix = multiValue ? "multiValueH" : "h";
        Map<String, List<String>> headers = lists(json, prefix + "eaders");
        Map<String, List<String>> parameters =
                lists(json, multiValue ? "multiValueQueryStringParameters" : "queryStringParameters");
        String method = json.member("httpMethod").asString();
        String path = json.member("path").asString();
        String trace = header(headers, "x-amzn-trace-id");
        String traceparent = header(headers, "traceparent");
        traceparent = traceparent.length() == TRACEPARENT_LENGTH ? traceparent : "";
        return new QueryRequest(method, path, parameters, trace, traceparent, multiValue);
    }

    private static boolean isObject(JsonObject json, String name) {
        return json.members().get(name) instanceof JsonObject;
    }

    private static Map<String, List<String>> lists(JsonObject json, String name) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        if (json.members().get(name) instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                lists.put(member.getKey(), list(member.getValue()));
            }
        }
        return lists;
    }

    private static List<String> list(JsonValue value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (JsonValue element : array.elements()) {
                texts.add(element.asString());
            }
        } else {
            texts.add(value instanceof JsonNull ? "" : value.asString());
        }
        return texts;
    }

    private static String header(Map<String, List<String>> headers, String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().toLowerCase(Locale.ROOT).equals(name)
                    && !header.getValue().isEmpty()) {
                return header.getValue().get(0);
            }
        }
        return "";
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }
}
