package plainstream.api.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One path and what it does.
 *
 * @param path exact, or with one trailing segment {@code {…}}, as the OpenAPI document writes it
 * @param handlers method to handler; {@code HEAD} is added wherever {@code GET} is
 * @param parameters query parameters that its {@code GET} knows; no other method has any
 * @param allow the methods for the {@code Allow} header
 */
public record Route(String path, Map<String, Handler> handlers, Set<String> parameters, String allow) {

    /** Decides what to answer to one request. */
    @FunctionalInterface
    public interface Handler {
        Decision handle(Call call, Map<String, String> parameters) throws Problem;
    }

    public static Route of(String path, Map<String, Handler> handlers, String... parameters) {
        Set<String> allowed = new TreeSet<>(handlers.keySet());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return new Route(path, handlers, Set.of(parameters), String.join(", ", allowed));
    }

    public static Route get(String path, Handler handler, String... parameters) {
        return of(path, Map.of("GET", handler), parameters);
    }

    Decision handle(Call call) throws Problem {
        Handler handler = handlers.get(call.isHead() ? "GET" : call.method());
        if (handler == null) {
            throw Problem.methodNotAllowed(allow);
        }
        boolean reads = !call.method().equals("POST");
        if (reads && call.hasContent()) {
            throw Problem.of(400, "A " + call.method() + " request carries no content.");
        }
        return handler.handle(call, Query.parse(call.query(), reads ? parameters : Set.of()));
    }
}
