package plainstream.api.http;

import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param status code
 * @param contentType of the body; empty when there is none
 * @param body bytes; never changed after this
 * @param headers besides the content type and what {@link Boundary} adds to every answer
 */
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) implements Outcome {
    private static final byte[] NOTHING = {};

    public static Response empty(int status) {
        return new Response(status, "", NOTHING, Map.of());
    }

    public static Response json(int status, byte[] body) {
        return new Response(status, "application/json", body, Map.of());
    }

    /** 202 with the place where the stored thing will be found. */
    public static Response accepted(byte[] body, String location) {
        return new Response(202, "application/json", body, Map.of("Location", location));
    }
}
