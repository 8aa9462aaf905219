package plainstream.consumer.query;

import java.util.LinkedHashMap;
import java.util.Map;
import plainstream.consumer.json.JsonWriter;

/** A refusal, in the form of RFC 9457. Its detail says nothing about the inside. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String RETRY_AFTER_S = "1";

    private final int status;
    /** What is wrong with which parameter. */
    private final transient Map<String, String> errors;

    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Problem(int status, String detail, Map<String, String> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = errors;
        headers.put("content-type", "application/problem+json");
        headers.put("cache-control", "no-store");
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of());
    }

    static Problem invalid(String detail, Map<String, String> errors) {
        return new Problem(400, detail, errors);
    }

    static Problem parameter(String name, String detail) {
        return invalid("The request is not valid: " + name + ": " + detail, Map.of(name, detail));
    }

    public static Problem notAllowed(String allow) {
        Problem problem = of(405, "This resource allows " + allow + ".");
        problem.headers.put("allow", allow);
        return problem;
    }

    public static Problem unavailable() {
        Problem problem = of(503, "The database did not answer in time. Try again.");
        problem.headers.put("retry-after", RETRY_AFTER_S);
        return problem;
    }

    public static Problem fault() {
        return of(500, "Something went wrong here. It has been logged under the request id.");
    }

    /** The answer; {@code instance} is the request's path and id. */
    public QueryResponse response(String instance) {
        JsonWriter out = new JsonWriter().beginObject();
        out.name("type")
                .string("about:blank")
                .name("title")
                .string(title(status))
                .name("status")
                .number(status);
        out.name("detail").string(getMessage()).name("instance").string(instance);
        if (!errors.isEmpty()) {
            out.name("errors").beginArray();
            for (Map.Entry<String, String> error : errors.entrySet()) {
                out.beginObject().name("parameter").string(error.getKey());
                out.name("detail").string(error.getValue()).endObject();
            }
            out.endArray();
        }
        return new QueryResponse(status, headers, out.endObject().toBytes());
    }

    static String title(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
