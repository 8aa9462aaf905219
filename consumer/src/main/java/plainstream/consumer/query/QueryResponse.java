package plainstream.consumer.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import plainstream.consumer.json.JsonWriter;

/**
 * An answer for the load balancer.
 *
 * @param status the HTTP status
 * @param headers the header lines
 * @param body the body, in UTF-8
 */
public record QueryResponse(int status, Map<String, String> headers, byte[] body) {
    public static QueryResponse ok(byte[] json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("cache-control", "no-store");
        return new QueryResponse(200, headers, json);
    }

    public byte[] write(QueryRequest request, String requestId) {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("statusCode").number(status).name("statusDescription").string(status + " " + Problem.title(status));
        out.name("isBase64Encoded").bool(false);
        out.name(request.multiValue() ? "multiValueHeaders" : "headers").beginObject();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            header(out, request, header.getKey(), header.getValue());
        }
        header(out, request, "x-request-id", requestId);
        out.endObject();
        out.name("body").string(request.isHead() ? "" : new String(body, UTF_8));
        return out.endObject().toBytes();
    }

    private static void header(JsonWriter out, QueryRequest request, String name, String value) {
        out.name(name);
        if (request.multiValue()) {
            out.beginArray().string(value).endArray();
        } else {
            out.string(value);
        }
    }
}
