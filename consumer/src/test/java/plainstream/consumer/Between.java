package plainstream.consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import plainstream.consumer.aws.Http;
import plainstream.consumer.aws.HttpAnswer;
import plainstream.consumer.aws.HttpHeader;
import plainstream.consumer.aws.HttpRequest;

/** Stands between a client and DynamoDB, and spoils some of what passes. */
public final class Between implements AutoCloseable {
    /** What to do with a request. */
    public enum Fate {
        PASS,
        /** A 500 without the request reaching DynamoDB. */
        FAIL,
        /** A 400 that blames the content, without the request reaching DynamoDB. */
        REFUSE,
        /** DynamoDB does it, but the client never hears of it. */
        ABANDON
    }

    private final URI dynamoDb;
    private final Function<String, Fate> fates;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** The fate is decided on the request's operation and body, as one text. */
    public Between(URI dynamoDb, Function<String, Fate> fates) throws IOException {
        this.dynamoDb = dynamoDb;
        this.fates = fates;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        Fate fate = fates.apply(target + " " + new String(body, StandardCharsets.UTF_8));
        HttpAnswer answer = switch (fate) {
            case PASS, ABANDON -> forward(exchange, body);
            case FAIL -> new HttpAnswer(500, new byte[0]);
            case REFUSE -> new HttpAnswer(400, TestEvent.json("{\"__type\":\"x#ValidationException\"}"));
        };
        if (fate == Fate.ABANDON) {
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private HttpAnswer forward(HttpExchange exchange, byte[] body) throws IOException {
        List<HttpHeader> headers = new java.util.ArrayList<>();
        for (String name : List.of("Content-Type", "X-Amz-Target", "Authorization", "X-Amz-Date")) {
            if (exchange.getRequestHeaders().containsKey(name)) {
                headers.add(new HttpHeader(name, exchange.getRequestHeaders().getFirst(name)));
            }
        }
        HttpRequest request = new HttpRequest(exchange.getRequestMethod(), dynamoDb.resolve("/"), headers, body);
        return Http.send(request, new Http.Limits(2_000, 10_000, 20_000_000));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
