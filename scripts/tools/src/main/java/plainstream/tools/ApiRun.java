package plainstream.tools;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import plainstream.esm.host.Child;
import plainstream.esm.host.Ports;

/** One run of the API as a process: started, called, stopped by SIGTERM as on AWS. Any unexpected answer is an error. */
final class ApiRun implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(3);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 16;
    private static final String JSON = "application/json";

    /** A request and the only status that is right. */
    private record Call(String method, String path, String type, String body, int status) {}

    /** The way of every event and of every kind of error: what runs here is in the cache. */
    private static final List<Call> CALLS = List.of(
            get("/healthcheck", 200),
            get("/readiness", 200),
            get("/hello", 200),
            get("/", 200),
            get("/openapi.yaml", 200),
            get("/current_time?name=Paul", 200),
            get("/current_time?name=;echo", 400),
            get("/nothing", 404),
            new Call("PUT", "/hello", null, "", 405),
            new Call("POST", "/app", null, "", 202),
            new Call("POST", "/likes", JSON, "{\"movieId\":\"tt0111161\"}", 202),
            new Call("POST", "/likes", JSON, "{\"movieId\":7}", 400),
            new Call("POST", "/likes", "text/plain", "tt0111161", 415),
            new Call("POST", "/orders", JSON, order(), 202));

    private final Child process;
    private final URI base;
    private final Instant started;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private ApiRun(Child process, URI base, Instant started) {
        this.process = process;
        this.base = base;
        this.started = started;
    }

    static ApiRun start(List<String> command, Map<String, String> environment) {
        int port = Ports.free();
        var all = new HashMap<>(environment);
        all.putAll(Map.of("HOST", Ports.HOST, "PORT", Integer.toString(port)));
        var started = Instant.now();
        var spec = new Child.Spec("api", command, all, Path.of("").toAbsolutePath(), line -> {});
        return new ApiRun(Child.start(spec), URI.create("http://" + Ports.HOST + ":" + port), started);
    }

    void awaitReady() throws Exception {
        await("/readiness");
    }

    /** How long the first answer and the first event that the broker acknowledged took, since the start. */
    String awaitFirstEvent() throws Exception {
        await("/healthcheck");
        long first = millis();
        var like = new Call("POST", "/likes", JSON, "{\"movieId\":\"tt0111161\"}", 202);
        while (status(like) != like.status()) {
            checkAlive();
        }
        return "first 200 after %d ms, first event after %d ms".formatted(first, millis());
    }

    void exercise(int rounds) throws Exception {
        var executor = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            var runs = IntStream.range(0, rounds)
                    .mapToObj(i -> executor.submit(this::callAll))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Stops it by SIGTERM and waits: a training run writes its cache only now. */
    @Override
    public void close() throws IOException {
        client.close();
        boolean ended = process.stop(STOP_LIMIT);
        int status = process.onExit().join().exitValue();
        // 143: the JVM's own status after an orderly end by SIGTERM.
        if (!ended || status != 0 && status != 143) {
            throw new IOException("the API did not end well: " + process.tail());
        }
    }

    private Void callAll() throws Exception {
        for (Call call : CALLS) {
            int status = status(call);
            if (status != call.status()) {
                throw new IOException(call + " was answered by " + status + "\n" + process.tail());
            }
        }
        return null;
    }

    private void await(String path) throws Exception {
        while (true) {
            try {
                if (status(get(path, 200)) == 200) {
                    return;
                }
            } catch (java.net.ConnectException e) {
                // It does not listen yet.
            }
            checkAlive();
            Thread.sleep(2);
        }
    }

    private void checkAlive() throws IOException {
        if (!process.isAlive() || millis() > START_LIMIT.toMillis()) {
            throw new IOException("the API did not become ready: " + process.tail());
        }
    }

    private long millis() {
        return Duration.between(started, Instant.now()).toMillis();
    }

    private int status(Call call) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(call.path()))
                .timeout(REQUEST_LIMIT)
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        if (call.type() != null) {
            request.header("Content-Type", call.type());
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static Call get(String path, int status) {
        return new Call("GET", path, null, "", status);
    }

    private static String order() {
        return """
                {"OrderNo":"SO-001","Customer":"Jones","Item":"Pencil \\u00e9","Units":95,"UnitCost":1.99,"Gift":true,"Note":null}""";
    }
}
