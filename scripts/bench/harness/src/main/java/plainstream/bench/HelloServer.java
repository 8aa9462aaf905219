package plainstream.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * The limit that the JDK's server sets: the least that answers JSON, without Kafka, validation or anything else.
 *
 * <p>It is tuned as the product is, or the comparison would flatter the product.
 */
final class HelloServer {
    private static final byte[] BODY =
            "{\"timestamp\":1761768986,\"message\":\"Hello, World!\"}".getBytes(StandardCharsets.UTF_8);
    private static final int BACKLOG = 2048;

    private HelloServer() {}

    /**
     * Serves on {@code PORT}.
     *
     * @param arguments none
     * @throws IOException when the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int port = Integer.parseInt(System.getenv("PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, BODY.length);
                exchange.getResponseBody().write(BODY);
            }
        });
        server.start();
    }
}
