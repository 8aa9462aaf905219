package plainstream.api.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One request on its way through: what a handler may ask of it, and what the access line will say. */
public final class Call {
    private final HttpExchange exchange;
    /** A copy, since the server's own map makes a new string of the name for each look-up, and a request has a dozen. */
    private final Map<String, List<String>> headers;

    private final long startedNanos = System.nanoTime();
    private final String trace;
    private final String id;
    private final String traceparent;
    private String route = "other";
    private boolean bodyRead;

    /** Takes the exchange as it is; {@link RequestRules} judge it. */
    Call(HttpExchange exchange) {
        this.exchange = exchange;
        this.headers = new HashMap<>(exchange.getRequestHeaders());
        this.trace = TraceId.root(header("X-amzn-trace-id"));
        this.id = trace.isEmpty() ? TraceId.random() : trace;
        this.traceparent = Traceparent.of(headers.get("Traceparent"), trace);
    }

    public HttpExchange exchange() {
        return exchange;
    }

    /** Values by name, the name as the server writes it: {@code Content-length}. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The header's first value, or null. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.getFirst();
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

    /** What follows the path's last slash. */
    public String lastSegment() {
        return path().substring(path().lastIndexOf('/') + 1);
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
    public String trace() {
        return trace;
    }

    /** The W3C trace that this request belongs to, with this request as the parent of what follows. */
    public String traceparent() {
        return traceparent;
    }

    /** What a problem names as its occurrence. */
    String instance() {
        return path() + "#" + id;
    }

    public String clientAddress() {
        return ClientAddress.of(headers.get("X-forwarded-for"), exchange.getRemoteAddress());
    }

    /** Whether the request announces content. */
    public boolean hasContent() {
        String length = header("Content-length");
        return headers.containsKey("Transfer-encoding") || length != null && !length.equals("0");
    }

    void routed(Route found) {
        route = found.path();
    }

    /** The path of the route, for metrics; {@code other} until one is found, so that made-up paths make no new metrics. */
    String route() {
        return route;
    }

    public void bodyWasRead() {
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
