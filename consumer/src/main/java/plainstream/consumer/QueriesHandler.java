package plainstream.consumer;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import plainstream.consumer.dynamodb.UnavailableException;
import plainstream.consumer.function.Wiring;
import plainstream.consumer.log.LogFields;
import plainstream.consumer.log.Metrics;
import plainstream.consumer.query.LikeResource;
import plainstream.consumer.query.Page;
import plainstream.consumer.query.PercentDecoder;
import plainstream.consumer.query.PercentEncoder;
import plainstream.consumer.query.Problem;
import plainstream.consumer.query.QueryRequest;
import plainstream.consumer.query.QueryResponse;
import plainstream.consumer.query.Resource;
import plainstream.consumer.query.RowResource;
import plainstream.consumer.query.TimestampResource;
import plainstream.consumer.query.TraceId;
import plainstream.consumer.time.Deadline;

/** The function {@code queries}: answers the load balancer's GET and HEAD of {@code /app}, {@code /likes} and {@code /orders}. */
public final class QueriesHandler implements RequestStreamHandler {
    private static final System.Logger LOG = System.getLogger(QueriesHandler.class.getName());

    /** A client would rather be told to try again than wait longer. */
    private static final long MAX_MS = 5_000;

    private static final int MAX_PATH = 2_048;

    private final InstantSource clock;
    private final Map<String, Resource> resources;

    /** Reads the environment, and opens the connection to DynamoDB. */
    public QueriesHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    QueriesHandler(Map<String, String> environment, InstantSource clock) {
        this.clock = clock;
        Wiring wiring = Wiring.of(environment, clock);
        resources = Map.of(
                "app",
                new TimestampResource(wiring),
                "likes",
                new LikeResource(wiring),
                "orders",
                new RowResource(wiring, "orders", "OrderNo", "There is no order of this number."));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        long startNanos = System.nanoTime();
        QueryRequest request = QueryRequest.read(event.readAllBytes());
        String requestId = TraceId.of(request.trace());
        Deadline deadline =
                Deadline.inMs(Math.min(MAX_MS, Wiring.deadline(context).remainingMs()));
        QueryResponse response = respond(request, requestId, deadline);
        answer.write(response.write(request, requestId));
        report(request, response, requestId, (System.nanoTime() - startNanos) / 1_000_000);
    }

    /** The one boundary: whatever goes wrong becomes an answer, and what is not the client's fault is logged with its cause. */
    private QueryResponse respond(QueryRequest request, String requestId, Deadline deadline) {
        String instance = PercentEncoder.uri(cut(request.path())) + "#" + requestId;
        try {
            return QueryResponse.ok(route(request, deadline));
        } catch (Problem e) {
            return e.response(instance);
        } catch (UnavailableException e) {
            LOG.log(WARNING, e.getMessage(), LogFields.of("requestId", requestId));
            return Problem.unavailable().response(instance);
        } catch (RuntimeException e) {
            LOG.log(ERROR, "request " + requestId + " failed", e);
            return Problem.fault().response(instance);
        }
    }

    private byte[] route(QueryRequest request, Deadline deadline) {
        String path = request.path();
        int slash = path.indexOf('/', 1);
        String name = path.isEmpty() ? "" : path.substring(1, slash < 0 ? path.length() : slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        Resource resource = resources.get(name);
        boolean one = slash >= 0;
        if (resource == null || !path.startsWith("/") || one && rest.isEmpty() || rest.indexOf('/') >= 0) {
            throw Problem.of(404, "There is nothing at this path.");
        }
        if (!request.method().equals("GET") && !request.isHead()) {
            throw Problem.notAllowed(one ? "GET, HEAD" : "GET, HEAD, POST");
        }
        if (!one) {
            return resource.list(Page.of(request.parameters()), deadline);
        }
        Page.none(request.parameters());
        Optional<String> id = PercentDecoder.segment(rest);
        if (id.isEmpty()) {
            throw Problem.of(400, "The path is not percent-encoded UTF-8.");
        }
        return resource.one(id.get(), deadline);
    }

    private void report(QueryRequest request, QueryResponse response, String requestId, long durationMs) {
        LogFields fields = LogFields.of("method", cut(request.method())).with("path", cut(request.path()));
        fields.with("status", response.status()).with("durationMs", durationMs).with("requestId", requestId);
        if (!request.traceparent().isEmpty()) {
            fields.with("traceparent", request.traceparent());
        }
        LOG.log(INFO, "request", fields);
        Metrics metrics = new Metrics("queries").with("Requests", 1).with("LatencyMs", durationMs);
        metrics.with("Errors", response.status() >= 500 ? 1 : 0).print(clock.millis());
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MAX_PATH));
    }
}
