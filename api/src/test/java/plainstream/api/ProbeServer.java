package plainstream.api;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import plainstream.esm.host.Http;
import plainstream.local.balancer.LoadBalancer;

/**
 * A server in a process of its own, since what the JDK's server and client are told is the JVM's: without an argument the JDK's with nothing
 * set and nothing checked, which reads the body and answers 200; with the port of the API the local load balancer in front of it.
 */
final class ProbeServer {
    private ProbeServer() {}

    /** Prints its port, and serves until it is killed. */
    public static void main(String[] args) throws IOException {
        System.out.println(args.length == 0 ? bare() : balancer(args[0]));
    }

    private static int bare() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server.getAddress().getPort();
    }

    private static int balancer(String port) {
        Http.prepare();
        var service = URI.create("http://127.0.0.1:" + port);
        return LoadBalancer.start(0, service, List.of(), Map.of(), line -> {})
                .address()
                .getPort();
    }
}
