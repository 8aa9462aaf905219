package plainstream.local;

import java.util.concurrent.Executors;
import plainstream.esm.host.Http;

/** A service for the load balancer's back. */
final class SampleService {
    private SampleService() {}

    public static void main(String[] arguments) {
        var server = Http.server(Integer.parseInt(System.getenv("PORT")), Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestURI().getPath().equals("/die")) {
                    Runtime.getRuntime().halt(9);
                }
                Http.answer(exchange, 200, "hello");
            }
        });
        server.start();
    }
}
