package plainstream.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request of our own that stays unanswered while the server stops.
 *
 * <p>{@link HttpServer#stop} closes all connections at the first moment without an open exchange, and with them requests that clients have
 * written and the server has not read yet. While this one is open, that moment does not come.
 */
final class OpenExchange implements HttpHandler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OpenExchange.class.getName());
    private static final int LIMIT_MS = 1_000;

    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Socket socket = new Socket();

    private OpenExchange() {}

    /** Opens one, at a path that nobody can guess; a server that does not take it within a second stops without. */
    static OpenExchange on(HttpServer server) {
        OpenExchange exchange = new OpenExchange();
        String path = "/" + UUID.randomUUID();
        server.createContext(path, exchange);
        try {
            exchange.open(server.getAddress(), path);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "stopping without an open exchange", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return exchange;
    }

    private void open(InetSocketAddress server, String path) throws IOException, InterruptedException {
        InetAddress host =
                server.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : server.getAddress();
        socket.connect(new InetSocketAddress(host, server.getPort()), LIMIT_MS);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        opened.await(LIMIT_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handle(HttpExchange exchange) {
        opened.countDown();
        try (exchange) {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the open exchange", e);
        }
    }
}
