package plainstream.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;

/** One request on its way through: what a handler may ask of it, and what the access line will say. */
final class Call {
    private final HttpExchange exchange;
    private final long startedNanos = System.nanoTime();
    private final String trace;
    private final String id;
    private String route = "other";
    private boolean bodyRead;

    /** Takes the exchange as it is; {@link RequestRules} judge it. */
    Call(HttpExchange exchange) {
        this.exchange = exchange;
        this.trace = TraceId.root(headers().getFirst("X-amzn-trace-id"));
        this.id = trace.isEmpty() ? TraceId.random() : trace;
    }

    HttpExchange exchange() {
        return exchange;
    }

    Headers headers() {
        return exchange.getRequestHeaders();
    }

    String method() {
        return exchange.getRequestMethod();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** The path as it was sent, undecoded. */
    String path() {
        String path = uri().getRawPath();
        return path == null ? "" : path;
    }

    /** The query as it was sent, or null. */
    String query() {
        return uri().getRawQuery();
    }

    URI uri() {
        return exchange.getRequestURI();
    }

    /** The id of the request: the load balancer's trace, else a random one. */
    String id() {
        return id;
    }

    /** {@code 1-xxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx} of the load balancer's trace, or empty. */
    String trace() {
        return trace;
    }

    /** What a problem names as its occurrence. */
    String instance() {
        return path() + "#" + id;
    }

    String clientAddress() {
        return ClientAddress.of(headers().get("X-forwarded-for"), exchange.getRemoteAddress());
    }

    /** Whether the request announces content. */
    boolean hasContent() {
        String length = headers().getFirst("Content-length");
        return headers().containsKey("Transfer-encoding") || length != null && !length.equals("0");
    }

    void routed(Route found) {
        route = found.path();
    }

    /** The path of the route, for metrics; {@code other} until one is found, so that made-up paths make no new metrics. */
    String route() {
        return route;
    }

    void bodyWasRead() {
        bodyRead = true;
    }

    /** Whether content may still be in the socket, so that the connection cannot be used again. */
    boolean leavesContent() {
        return !bodyRead && hasContent();
    }

    long elapsedNanos() {
        return System.nanoTime() - startedNanos;
    }
}
