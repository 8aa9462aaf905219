package plainstream.local.balancer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;
import plainstream.esm.host.Http;
import plainstream.esm.host.Ports;

/**
 * The Application Load Balancer's part: one address for the service and for the routes that functions serve.
 *
 * <pre>
 *   client ──► route matches? ── yes ──► LambdaTarget ──► function
 *                    └────────── no ───► HttpTarget ────► service
 * </pre>
 */
public final class LoadBalancer implements AutoCloseable {
    private static final int BODY_LIMIT = 10 * 1024 * 1024;
    private static final int STOP_LIMIT_S = 2;

    private final HttpServer server;
    private final HttpTarget service;
    private final List<Route> routes;
    private final Map<String, Invoker> functions;
    private final Consumer<String> log;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private LoadBalancer(
            int port, URI service, List<Route> routes, Map<String, Invoker> functions, Consumer<String> log) {
        this.server = Http.server(port, executor);
        this.service = new HttpTarget(service);
        this.routes = List.copyOf(routes);
        this.functions = Map.copyOf(functions);
        this.log = log;
    }

    public static LoadBalancer start(
            int port, URI service, List<Route> routes, Map<String, Invoker> functions, Consumer<String> log) {
        var balancer = new LoadBalancer(port, service, routes, functions, log);
        balancer.server.createContext("/", balancer::handle);
        balancer.server.start();
        return balancer;
    }

    /** Serves what begins with a path itself: neither the service nor a function sees it. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public URI address() {
        return URI.create("http://" + Ports.HOST + ":" + server.getAddress().getPort());
    }

    /** Takes no new connection, lets the requests under way end. */
    @Override
    public void close() {
        server.stop(STOP_LIMIT_S);
        executor.shutdownNow();
        service.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            guarded(exchange);
        }
    }

    private void guarded(HttpExchange exchange) throws IOException {
        try {
            var refusal = Refusal.of(exchange);
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get().status(), refusal.get().reason());
            } else {
                route(exchange);
            }
        } catch (RuntimeException e) {
            // The boundary: a request that breaks us gets an answer all the same.
            log.accept("load balancer: " + e);
            page(exchange, 500, "Internal Server Error");
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = path(exchange.getRequestURI());
        var route = routes.stream().filter(r -> r.matches(method, path)).findFirst();
        Optional<byte[]> body;
        try {
            body = Http.body(exchange.getRequestBody(), route.isPresent() ? LambdaTarget.LIMIT : BODY_LIMIT);
        } catch (IOException e) {
            // Cut short, or no chunks: what AWS answers too.
            refuse(exchange, 400, "Bad Request");
            return;
        }
        if (body.isEmpty()) {
            refuse(exchange, 413, "Request Entity Too Large");
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        var request = new LambdaTarget.Request(method, path, query, Forwarded.request(exchange), body.get());
        if (route.isPresent()) {
            invoke(exchange, functions.get(route.get().function()), request);
        } else {
            forward(exchange, request);
        }
    }

    private void invoke(HttpExchange exchange, Invoker function, LambdaTarget.Request request) throws IOException {
        try {
            var response = new LambdaTarget(function).call(request);
            var headers = new Headers();
            response.headers().forEach(headers::put);
            answer(exchange, response.status(), headers, response.body());
        } catch (FunctionError e) {
            log.accept("load balancer: " + request.method() + " " + request.path() + ": " + e.type() + ": "
                    + e.getMessage());
            page(exchange, 502, "Bad Gateway");
        }
    }

    private void forward(HttpExchange exchange, LambdaTarget.Request request) throws IOException {
        try {
            var response = service.call(request);
            var headers = new Headers();
            headers.putAll(response.headers().map());
            answer(exchange, response.statusCode(), headers, response.body());
        } catch (HttpTarget.Unavailable e) {
            log.accept("load balancer: " + request.method() + " " + request.path() + ": " + e.getMessage());
            page(exchange, e.status(), e.status() == 504 ? "Gateway Time-out" : "Bad Gateway");
        }
    }

    private static void answer(HttpExchange exchange, int status, Headers headers, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        Forwarded.endToEnd(headers).forEach((name, values) -> {
            if (head || !name.equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
        });
        // A function that answers HEAD like GET tells the length by its body; an empty one tells nothing.
        if (head && body.length > 0 && !exchange.getResponseHeaders().containsKey("Content-Length")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        }
        if (Forwarded.asksToClose(exchange)) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        page(exchange, status, reason);
        // Closing waits for the rest of the request, which may never come.
        exchange.getResponseBody().flush();
    }

    // "//x/y" parses as an authority and a path; it came as a path.
    private static String path(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() == null && uri.getRawAuthority() != null ? "//" + uri.getRawAuthority() + path : path;
    }

    private static void page(HttpExchange exchange, int status, String reason) throws IOException {
        String html = "<html>\n<head><title>%1$d %2$s</title></head>\n<body>\n<center><h1>%1$d %2$s</h1></center>\n"
                + "</body>\n</html>\n";
        Http.answer(
                exchange, status, "text/html", html.formatted(status, reason).getBytes(StandardCharsets.UTF_8));
    }
}
