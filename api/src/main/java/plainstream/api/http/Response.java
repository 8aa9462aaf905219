package plainstream.api.http;

import java.util.HashMap;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param status code
 * @param body bytes; never changed after this
 * @param headers the content type among them, besides what {@link Boundary} adds to every answer
 */
public record Response(int status, byte[] body, Map<String, String> headers) implements Decision {
    private static final String CONTENT_TYPE = "Content-type";
    private static final Map<String, String> JSON = Map.of(CONTENT_TYPE, "application/json");

    public static Response empty(int status) {
        return new Response(status, new byte[0], Map.of());
    }

    public static Response json(int status, byte[] body) {
        return new Response(status, body, JSON);
    }

    /** 202 with the place where the stored thing will be found. */
    public static Response accepted(byte[] body, String location) {
        return of(202, JSON.get(CONTENT_TYPE), body, Map.of("Location", location));
    }

    public static Response of(int status, String contentType, byte[] body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(CONTENT_TYPE, contentType);
        return new Response(status, body, all);
    }
}
