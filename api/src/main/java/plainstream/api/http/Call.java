package plainstream.api.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One request on its way through: what a handler may ask of it, and what the access line will say. */
public final class Call {
    private final HttpExchange exchange;
    /** A copy, since the server's own map makes a new string of the name for each look-up, and a request has a dozen. */
    private final Map<String, List<String>> headers;

    private final long startedNanos = System.nanoTime();
    private final String protocol;
    private final String trace;
    private final String id;
    private final String traceparent;
    private String route = "other";
    private boolean contentRead;

    /** Takes the exchange as it is; {@link RequestRules} judge it. */
    Call(HttpExchange exchange) {
        this.exchange = exchange;
        this.headers = new HashMap<>(exchange.getRequestHeaders());
        this.protocol = exchange.getProtocol();
        this.trace = TraceId.root(values("X-amzn-trace-id"));
        this.id = trace.isEmpty() ? TraceId.random() : trace;
        this.traceparent = Traceparent.of(values("Traceparent"), trace);
    }

    HttpExchange exchange() {
        return exchange;
    }

    /** Values by name, the name as the server writes it: {@code Content-length}. */
    Map<String, List<String>> headers() {
        return headers;
    }

    /** All values of a header, none if it was not sent. */
    public List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** {@code HTTP/1.1} or {@code HTTP/1.0}. */
    public String protocol() {
        return protocol;
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

    /** The query as it was sent; empty if there is none. */
    String query() {
        String query = uri().getRawQuery();
        return query == null ? "" : query;
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

    /** What a problem names as its occurrence: a URI reference, hence ASCII (RFC 9457, section 3.1.5), whatever was asked for. */
    String instance() {
        return PercentEncoder.ascii(path()) + "#" + id;
    }

    public String clientAddress() {
        return ClientAddress.of(values("X-forwarded-for"), exchange.getRemoteAddress());
    }

    /** Whether the request announces content; if it is chunked, there may still be none. */
    public boolean announcesContent() {
        return isChunked()
                || headers.containsKey("Content-length")
                        && values("Content-length").stream().anyMatch(Call::isNotZero);
    }

    /** Asked before the rules have seen it, so it need not be a number. */
    private static boolean isNotZero(String length) {
        return length.chars().anyMatch(c -> c != '0');
    }

    private boolean isChunked() {
        return headers.containsKey("Transfer-encoding");
    }

    /** Whether there is content: told by a length, or by the first byte of what is chunked. */
    boolean hasContent() throws Problem {
        if (isChunked()) {
            contentRead = read(1).length == 0;
        }
        return announcesContent() && !contentRead;
    }

    /**
     * The whole content; empty if there is none, whatever was announced.
     *
     * @throws Problem 413 beyond {@link Limit#BODY}, 400 if it cannot be read
     */
    public byte[] content() throws Problem {
        int most = Limit.BODY.ours();
        boolean tooLong = length() > most;
        byte[] bytes = tooLong ? new byte[0] : read(most + 1);
        if (tooLong || bytes.length > most) {
            throw Problem.of(413, "A body may have " + most + " bytes.");
        }
        contentRead = true;
        return bytes;
    }

    private byte[] read(int most) throws Problem {
        return Content.read(exchange.getRequestBody(), most, length());
    }

    /** As it was announced; -1 if it was not. */
    private long length() {
        List<String> lengths = values("Content-length");
        return lengths.isEmpty() ? -1 : Long.parseLong(lengths.getFirst());
    }

    /** Whether content may still be in the socket, so that the connection cannot be used again. */
    boolean leavesContent() {
        return !contentRead && announcesContent();
    }

    /** Whether the client asks that the connection end with the answer (RFC 9112, section 9.6); the JDK's server knows "close" alone. */
    boolean asksToClose() {
        return values("Connection").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    void routed(Route found) {
        route = found.path();
    }

    /** The path of the route, for metrics; {@code other} until one is found, so that made-up paths make no new metrics. */
    String route() {
        return route;
    }

    long startedNanos() {
        return startedNanos;
    }

    long elapsedNanos() {
        return System.nanoTime() - startedNanos;
    }
}
