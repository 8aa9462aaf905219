package plainstream.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import plainstream.kit.Waits;

/** Stands before the database and lets requests fail in every way that a network and DynamoDB know. */
final class DatabaseProxy implements AutoCloseable {
    /** What happens to one request. */
    enum Fault {
        /** Passed on, and its answer too. */
        NONE,
        /** Never reaches the database; the connection ends. */
        REQUEST_LOST,
        /** The connection ends, and long after it the request takes effect. */
        REQUEST_LATE,
        /** Takes effect, but the client never learns it. */
        ANSWER_LOST,
        /** Takes effect, and its answer comes after everybody has given up. */
        ANSWER_LATE,
        /** DynamoDB's 400 for too many requests. */
        THROTTLED,
        /** DynamoDB's 500. */
        SERVER_ERROR
    }

    /** Decides for each request, by its operation (the last part of {@code X-Amz-Target}) and body. */
    @FunctionalInterface
    interface Plan {
        Fault fault(String operation, String body);
    }

    /** How late is late. */
    static final Duration LATE = Duration.ofSeconds(4);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Fault, AtomicInteger> counts = new EnumMap<>(Fault.class);
    private final HttpServer server;
    private final URI database;
    private volatile Plan plan = (operation, body) -> Fault.NONE;

    private DatabaseProxy(URI database) throws IOException {
        this.database = database;
        for (var fault : Fault.values()) {
            counts.put(fault, new AtomicInteger());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    static DatabaseProxy start(URI database) throws IOException {
        return new DatabaseProxy(database);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void plan(Plan newPlan) {
        plan = newPlan;
    }

    int count(Fault fault) {
        return counts.get(fault).get();
    }

    /** Requests that were not simply passed on. */
    int faults() {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum() - count(Fault.NONE);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var fault = plan.fault(target.substring(target.indexOf('.') + 1), new String(body, StandardCharsets.UTF_8));
        counts.get(fault).incrementAndGet();
        switch (fault) {
            case NONE -> answer(exchange, forward(exchange, body));
            case REQUEST_LOST -> exchange.close();
            case REQUEST_LATE -> {
                exchange.close();
                Waits.pause(LATE);
                forward(exchange, body);
            }
            case ANSWER_LOST -> {
                forward(exchange, body);
                exchange.close();
            }
            case ANSWER_LATE -> {
                var answer = forward(exchange, body);
                Waits.pause(LATE);
                answer(exchange, answer);
            }
            case THROTTLED -> error(exchange, 400, "ProvisionedThroughputExceededException");
            case SERVER_ERROR -> error(exchange, 500, "InternalServerError");
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(database).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (var name : new String[] {"X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date"}) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer(exchange, answer.statusCode(), answer.body());
    }

    private static void error(HttpExchange exchange, int status, String type) throws IOException {
        var body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\",\"message\":\"injected\"}";
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        client.close();
    }
}
