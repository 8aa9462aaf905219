package plainstream.api.http;

import java.util.List;
import java.util.Map;
import plainstream.api.json.Json;

/**
 * A refusal as RFC 9457 says it; thrown, it ends the handling of a request. It has no stack trace, for it is an answer and not a fault of
 * ours. Its detail is for the client's developer and says nothing about the inside.
 */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_S = "1";

    private final int status;
    private final transient List<Fault> errors;
    private final transient Map<String, String> headers;

    /**
     * One wrong piece of input.
     *
     * @param where {@code parameter} or {@code pointer}
     * @param name the parameter's name, or the JSON pointer (RFC 6901)
     * @param detail what is expected
     */
    public record Fault(String where, String name, String detail) {
        public static Fault parameter(String name, String detail) {
            return new Fault("parameter", name, detail);
        }

        public static Fault pointer(String pointer, String detail) {
            return new Fault("pointer", pointer, detail);
        }
    }

    private Problem(int status, String detail, List<Fault> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headers = headers;
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of(), Map.of());
    }

    public static Problem invalid(String detail, List<Fault> errors) {
        return new Problem(400, detail, errors, Map.of());
    }

    public static Problem invalid(Fault error) {
        return invalid("The request is not valid: " + error.name() + ": " + error.detail(), List.of(error));
    }

    static Problem methodNotAllowed(String allow) {
        return new Problem(405, "This resource allows " + allow + ".", List.of(), Map.of("Allow", allow));
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, detail, List.of(), Map.of("Retry-After", RETRY_AFTER_S));
    }

    List<Fault> errors() {
        return errors;
    }

    /** The answer; {@code instance} is the request's path and id. */
    Response response(String instance) {
        Json json = Json.object()
                .member("type", "about:blank")
                .member("title", title(status))
                .member("status", status)
                .member("detail", getMessage())
                .member("instance", instance);
        if (!errors.isEmpty()) {
            json.name("errors").open('[');
            errors.forEach(e -> json.open('{')
                    .member(e.where(), e.name())
                    .member("detail", e.detail())
                    .close('}'));
            json.close(']');
        }
        return Response.of(status, "application/problem+json", json.close('}').bytes(), headers);
    }

    // With type about:blank the title is the status's phrase (RFC 9457, section 4.2.1).
    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 411 -> "Length Required";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
