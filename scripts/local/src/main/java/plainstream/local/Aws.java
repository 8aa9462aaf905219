package plainstream.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import plainstream.esm.FunctionError;
import plainstream.esm.Invoker;
import plainstream.esm.host.Http;
import plainstream.esm.host.Ports;
import plainstream.local.archive.ObjectStore;

/**
 * What functions and scripts ask of AWS besides the database: S3 for the archive, and Lambda's Invoke for a replay.
 *
 * <p>Its address is in a file, for {@code replay.sh}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">AWS: Invoke</a>
 */
final class Aws implements AutoCloseable {
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final String INVOCATIONS = "/invocations";
    private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

    private final Map<String, ? extends Invoker> functions;
    private final HttpServer server;

    private Aws(int port, Map<String, ? extends Invoker> functions) {
        this.functions = functions;
        this.server = Http.server(port, Executors.newVirtualThreadPerTaskExecutor());
    }

    static Aws start(int port, Map<String, Path> buckets, Map<String, ? extends Invoker> functions, Path file) {
        var aws = new Aws(port, functions);
        aws.server.createContext("/", new ObjectStore(buckets));
        aws.server.createContext(FUNCTIONS, aws::invoke);
        aws.server.start();
        try {
            Files.writeString(file, aws.address().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        return aws;
    }

    URI address() {
        return URI.create("http://" + Ports.HOST + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void invoke(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String name = path.substring(FUNCTIONS.length()).replace(INVOCATIONS, "");
            Invoker function = functions.get(name);
            // A web page can send a POST to this port too; it cannot leave out its Origin.
            boolean foreign = exchange.getRequestHeaders().containsKey("Origin");
            var event = Http.body(exchange.getRequestBody(), MAX_EVENT_BYTES);
            if (foreign || !exchange.getRequestMethod().equals("POST") || !path.endsWith(INVOCATIONS)) {
                Http.answer(exchange, 403, "{\"Message\":\"no\"}");
            } else if (function == null) {
                Http.answer(exchange, 404, "{\"Message\":\"no such function\"}");
            } else if (event.isEmpty()) {
                Http.answer(exchange, 413, "{\"Message\":\"the event is larger than 6 MB\"}");
            } else {
                answer(exchange, function, event.get());
            }
        }
    }

    private static void answer(HttpExchange exchange, Invoker function, byte[] event) throws IOException {
        byte[] answer;
        try {
            answer = function.invoke(event);
        } catch (FunctionError e) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            answer = e.payload();
        }
        Http.answer(exchange, 200, "application/json", answer);
    }
}
