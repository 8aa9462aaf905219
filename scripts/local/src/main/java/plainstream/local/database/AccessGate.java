package plainstream.local.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import plainstream.esm.host.Http;
import plainstream.esm.host.Ports;

/**
 * Stands before the database and refuses what IAM would refuse: a function is known by its access key, which is its name.
 *
 * <pre>
 *   Credential=queries/… PutItem orders ──► Grants? ── no ──► 400 AccessDeniedException, and a line on the console
 *                                              └───── yes ──► the engine
 * </pre>
 *
 * <p>Signatures are not verified, as the engine verifies none. The key {@code local} may do everything.
 */
public final class AccessGate implements AutoCloseable {
    /** DynamoDB takes 16 MB in a request. */
    private static final int LIMIT = 16 * 1024 * 1024;

    private static final Pattern ACCESS_KEY = Pattern.compile("\\bCredential=([^/,\\s]+)/");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI database;
    private final Grants grants;
    private final Consumer<String> log;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .build();

    private AccessGate(int port, URI database, Grants grants, Consumer<String> log) {
        this.server = Http.server(port, executor);
        this.database = database;
        this.grants = grants;
        this.log = log;
    }

    /** Listens on 127.0.0.1; port 0 takes a free one. */
    public static AccessGate start(int port, URI database, Grants grants, Consumer<String> log) {
        var gate = new AccessGate(port, database, grants, log);
        gate.server.createContext("/", gate::handle);
        gate.server.start();
        return gate;
    }

    /** What a client connects to in the database's place. */
    public URI endpoint() {
        return URI.create("http://" + Ports.HOST + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                // What DynamoDB answers to whoever asks whether it is there.
                Http.answer(exchange, 200, "healthy: dynamodb.eu-central-1.amazonaws.com ");
                return;
            }
            var body = Http.body(exchange.getRequestBody(), LIMIT);
            if (body.isEmpty()) {
                refuse(exchange, "ValidationException", "a request has at most " + LIMIT + " bytes");
            } else {
                decide(exchange, body.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var caller = caller(exchange);
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        if (caller.isEmpty()) {
            refuse(exchange, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
        } else if (!grants.knows(caller.get())) {
            refuse(exchange, "UnrecognizedClientException", "The security token included in the request is invalid.");
        } else {
            String action = target.substring(target.indexOf('.') + 1);
            var refusal = grants.refusal(caller.get(), Access.of(action, body));
            if (refusal.isPresent()) {
                log.accept(refusal.get());
                refuse(exchange, "AccessDeniedException", refusal.get());
            } else {
                pass(exchange, target, body);
            }
        }
    }

    private static Optional<String> caller(HttpExchange exchange) {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return Optional.ofNullable(authorization)
                .map(ACCESS_KEY::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    private void pass(HttpExchange exchange, String target, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(database)
                .header("X-Amz-Target", target)
                .header("Content-Type", Access.CONTENT_TYPE)
                .header("Authorization", Access.CREDENTIAL)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var response = client.send(request, BodyHandlers.ofByteArray());
        for (String name : new String[] {"x-amzn-RequestId", "x-amz-crc32"}) {
            response.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        Http.answer(exchange, response.statusCode(), Access.CONTENT_TYPE, response.body());
    }

    private static void refuse(HttpExchange exchange, String type, String message) throws IOException {
        var error = MAPPER.createObjectNode()
                .put("__type", "com.amazon.coral.service#" + type)
                .put("Message", message);
        Http.answer(exchange, 400, Access.CONTENT_TYPE, error.toString().getBytes(StandardCharsets.UTF_8));
    }
}
