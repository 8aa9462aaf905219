package plainstream.bench.helidon.duties;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.accesslog.AccessLogFeature;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/** Validates a name, stores the greeting as a CloudEvent, waits for the acknowledgement, answers JSON or a problem (RFC 9457). */
public final class Main {
    private static final Pattern NAME = Pattern.compile("^[a-zA-Z][-_a-zA-Z0-9]{0,246}$");
    private static final Pattern KEY = Pattern.compile("^[A-Za-z0-9_-]{1,64}$");
    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final Greetings greetings;

    private Main(Greetings greetings) {
        this.greetings = greetings;
    }

    /**
     * Serves.
     *
     * @param arguments none; {@code PORT} and {@code KAFKA_BOOTSTRAP_SERVERS} come from the environment
     */
    public static void main(String[] arguments) {
        // One line a request, on standard error: the default takes two.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%5$s%n");
        var main = new Main(new Greetings(System.getenv("KAFKA_BOOTSTRAP_SERVERS")));
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(System.getenv("PORT")))
                .maxPayloadSize(MAX_BODY_BYTES)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .addFeature(AccessLogFeature.builder().commonLogFormat().build())
                .addFeature(ObserveFeature.builder()
                        .addObserver(HealthObserver.create())
                        .addObserver(MetricsObserver.create())
                        .build())
                .routing(main::route)
                .build()
                .start();
    }

    private void route(HttpRouting.Builder routing) {
        routing.addFilter(Main::identify)
                .get("/hello", Main::hello)
                .get("/current_time", this::currentTime)
                .error(HttpException.class, (request, response, e) -> problem(response, e.status(), e.getMessage()));
    }

    private static void identify(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header("X-Request-Id", UUID.randomUUID().toString());
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header("X-Content-Type-Options", "nosniff");
        chain.proceed();
    }

    private static void hello(ServerRequest request, ServerResponse response) {
        response.send(JsonObject.builder().set("message", "Hello, World!").build());
    }

    // Helidon gives each request a virtual thread, so that waiting is its own way.
    private void currentTime(ServerRequest request, ServerResponse response) throws InterruptedException {
        String name = request.query().first("name").orElse("");
        String key =
                request.headers().first(HeaderNames.create("Idempotency-Key")).orElse("");
        if (!NAME.matcher(name).matches() || !key.isEmpty() && !KEY.matcher(key).matches()) {
            problem(response, Status.BAD_REQUEST_400, "name or Idempotency-Key is invalid");
            return;
        }
        var answer = JsonObject.builder()
                .set("timestamp", Instant.now().getEpochSecond())
                .set("message", "Hello, " + name + "!")
                .build();
        try {
            greetings.store(name, key, answer.toString());
            response.send(answer);
        } catch (ExecutionException e) {
            response.header(HeaderNames.RETRY_AFTER, "1");
            problem(response, Status.SERVICE_UNAVAILABLE_503, "Kafka did not confirm in time.");
        }
    }

    private static void problem(ServerResponse response, Status status, String detail) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .send(JsonObject.builder()
                        .set("type", "about:blank")
                        .set("title", status.reasonPhrase())
                        .set("status", status.code())
                        .set("detail", detail)
                        .build()
                        .toString());
    }
}
