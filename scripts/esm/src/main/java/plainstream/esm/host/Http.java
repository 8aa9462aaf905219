package plainstream.esm.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What the stack's HTTP servers share: the JDK server's settings, bounded bodies, plain answers. */
public final class Http {
    private static final int BACKLOG = 2048;
    /** The server copies what it is given at once, into buffers that grow to its length twice over. */
    private static final int PIECE = 1 << 16;

    static {
        // Read once, at the server's first use; each stays open to -D.
        Map.of(
                        // Nagle's algorithm would hold back the end of an answer for 40 ms.
                        "sun.net.httpserver.nodelay", "true",
                        // Above 200 idle connections the server closes further ones without a word.
                        "sun.net.httpserver.maxIdleConnections", "20000",
                        "jdk.httpserver.maxConnections", "0",
                        // As many as fit into the 64 KiB that a load balancer takes, and 16 KiB for the line: whoever
                        // is
                        // beyond these gets no answer.
                        "sun.net.httpserver.maxReqHeaders", "16384",
                        "sun.net.httpserver.maxReqHeaderSize", "606208",
                        // The client lets connections go before the API behind it does (30 s by default).
                        "jdk.httpclient.keepalive.timeout", "15",
                        // A load balancer passes the client's Host on.
                        "jdk.httpclient.allowRestrictedHeaders", "host")
                .forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    }

    private Http() {}

    /** Loads this class and with it the settings: to be called before the JVM's first HTTP client or server. */
    public static void prepare() {
        // Loading is all.
    }

    /** A server on 127.0.0.1, not yet started; port 0 takes a free one. */
    public static HttpServer server(int port, Executor executor) {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral(Ports.HOST), port);
            var server = HttpServer.create(address, BACKLOG);
            server.setExecutor(executor);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + Ports.HOST + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** The body, or empty if it is longer than the limit; what is beyond the limit stays unread. */
    public static Optional<byte[]> body(InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit + 1);
        return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
    }

    public static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            var out = exchange.getResponseBody();
            for (int from = 0; from < body.length; from += PIECE) {
                out.write(body, from, Math.min(PIECE, body.length - from));
            }
        }
    }

    public static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
