package plainstream.esm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import plainstream.esm.host.Http;
import plainstream.esm.host.Ports;

/**
 * The Lambda Runtime API for one execution environment, on 127.0.0.1: hands out events and takes answers, one at a time.
 *
 * <p>See AWS's "Using the Lambda runtime API for custom runtimes" (version 2018-06-01).
 */
public final class RuntimeApi implements AutoCloseable {
    /** Largest event and largest answer of a synchronous invocation, in bytes (AWS's quota: 6 MB). */
    public static final int PAYLOAD_LIMIT = 6 * 1024 * 1024;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);

    private record Invocation(String id, byte[] event, Instant deadline, CompletableFuture<byte[]> answer) {}

    private final String functionArn;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> initialized = new CompletableFuture<>();
    private volatile Invocation current;
    private volatile FunctionError exit;

    private RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        this.server = Http.server(0, executor);
    }

    /**
     * Starts the API on a free port.
     *
     * @param functionArn what the function is told that it was invoked as
     * @return the running API
     */
    public static RuntimeApi start(String functionArn) {
        var api = new RuntimeApi(functionArn);
        api.server.createContext("/", api::handle);
        api.server.start();
        return api;
    }

    /**
     * The value of {@code AWS_LAMBDA_RUNTIME_API} for the function.
     *
     * @return {@code 127.0.0.1:port}
     */
    public String address() {
        return Ports.HOST + ":" + server.getAddress().getPort();
    }

    /**
     * Waits until the function has asked for its first event.
     *
     * @param limit how long
     * @throws FunctionError when its initialization failed, or did not end in time
     */
    public void awaitInitialized(Duration limit) throws FunctionError {
        await(initialized, limit);
    }

    /**
     * Gives the function one event and waits for its answer.
     *
     * @param event the payload, JSON as a rule
     * @param timeout the function is told this deadline, and the call ends at it
     * @return the function's answer
     * @throws FunctionError when the function answers with an error, or not in time
     */
    public byte[] invoke(byte[] event, Duration timeout) throws FunctionError {
        var id = UUID.randomUUID().toString();
        var invocation = new Invocation(id, event, Instant.now().plus(timeout), new CompletableFuture<>());
        current = invocation;
        waiting.add(invocation);
        failPending();
        return await(invocation.answer(), timeout);
    }

    /** Ends what waits for the function, whose process is gone. */
    void exited(String message) {
        var error = new FunctionError("Runtime.ExitError", message);
        initialized.completeExceptionally(error);
        exit = error;
        failPending();
    }

    // Called after either field is set: whichever of an exit and an invocation comes first, the invocation ends.
    private void failPending() {
        var invocation = current;
        if (exit != null && invocation != null) {
            invocation.answer().completeExceptionally(exit);
        }
    }

    @Override
    public void close() {
        exited("stopped");
        executor.shutdownNow();
        server.stop(0);
    }

    private static <T> T await(CompletableFuture<T> future, Duration limit) throws FunctionError {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FunctionError(
                    "Sandbox.Timedout",
                    String.format(Locale.ROOT, "Task timed out after %.2f seconds", limit.toMillis() / 1000.0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionError("Runtime.ExitError", "interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FunctionError error
                    ? error
                    : new FunctionError("Runtime.Unknown", String.valueOf(e.getCause()));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(ROOT + "invocation/next")) {
                next(exchange);
            } else if (path.equals(ROOT + "init/error")) {
                initialized.completeExceptionally(error(exchange));
                Http.answer(exchange, 202, "application/json", ACCEPTED);
            } else {
                complete(exchange, path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        initialized.complete(null);
        var invocation = waiting.take();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", TraceId.create() + ";Parent=0000000000000001;Sampled=0");
        Http.answer(exchange, 200, "application/json", invocation.event());
    }

    private void complete(HttpExchange exchange, String path) throws IOException {
        var invocation = current;
        if (invocation == null || !path.startsWith(ROOT + "invocation/" + invocation.id() + "/")) {
            Http.answer(exchange, 400, "{\"errorType\":\"InvalidRequestID\"}");
        } else if (path.endsWith("/error")) {
            var error = error(exchange);
            Http.answer(exchange, 202, "application/json", ACCEPTED);
            invocation.answer().completeExceptionally(error);
        } else {
            respond(exchange, invocation);
        }
    }

    private static void respond(HttpExchange exchange, Invocation invocation) throws IOException {
        var body = Http.body(exchange.getRequestBody(), PAYLOAD_LIMIT);
        Http.answer(exchange, body.isPresent() ? 202 : 413, "application/json", ACCEPTED);
        if (body.isPresent()) {
            invocation.answer().complete(body.get());
        } else {
            invocation
                    .answer()
                    .completeExceptionally(new FunctionError(
                            "Function.ResponseSizeTooLarge", "the answer exceeds " + PAYLOAD_LIMIT + " bytes"));
        }
    }

    private static FunctionError error(HttpExchange exchange) throws IOException {
        byte[] payload = exchange.getRequestBody().readNBytes(PAYLOAD_LIMIT);
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        return new FunctionError(
                type == null ? "Function.Unknown" : type, new String(payload, StandardCharsets.UTF_8), payload);
    }
}
