package plainstream.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The Lambda Runtime API for one function, with nothing between the runtime interface client and the clock.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">AWS: Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final int LIMIT_S = 300;

    /** What the function did: it asked for an event, answered one, or failed. */
    sealed interface Step {
        /** It is initialized, and waits. */
        record Ready() implements Step {}

        /** An event is done. */
        record Answered(byte[] answer) implements Step {}

        /** It failed; AWS's error document. */
        record Failed(String error) implements Step {}
    }

    private final HttpServer server;
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(16);
    private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(1);

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var api = new RuntimeApi(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(ROOT, api::handle);
        server.start();
        return api;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void give(byte[] event) {
        events.add(event);
    }

    /** The next thing that the function does. */
    Step next() {
        try {
            var step = steps.poll(LIMIT_S, TimeUnit.SECONDS);
            return step == null ? new Step.Failed("nothing happened for " + LIMIT_S + " s") : step;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Step.Failed("interrupted");
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.endsWith("/next")) {
                next(exchange);
                return;
            }
            // Before the reply, or the function's next request could overtake it.
            steps.add(
                    path.endsWith("/response")
                            ? new Step.Answered(body)
                            : new Step.Failed(new String(body, StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        steps.add(new Step.Ready());
        byte[] event;
        try {
            event = events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + LIMIT_S * 1000L));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:bench");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }
}
