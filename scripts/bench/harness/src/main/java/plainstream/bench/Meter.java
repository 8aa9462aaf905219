package plainstream.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.regex.Pattern;

/**
 * Stands between a function and DynamoDB Local, asks with each call for what it consumes, and adds up the write units. The engine checks no
 * signatures, so a call may be changed on its way.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">AWS: capacity unit consumption</a>
 */
final class Meter implements AutoCloseable {
    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem");
    private static final String TRANSACTION = "TransactWriteItems";
    /** Of a transaction, each on an item of less than 1 KB and without an index: two units. The engine tells another sum. */
    private static final Pattern ACTION = Pattern.compile("\"(?:Put|Update|Delete|ConditionCheck)\":\\{");

    private static final int UNITS_PER_ACTION = 2;
    private static final Pattern UNITS = Pattern.compile("\"CapacityUnits\":([0-9.]+)");
    private static final List<String> PASSED_ON =
            List.of("X-amz-target", "X-amz-date", "Authorization", "Content-type");

    private final HttpServer server;
    private final URI engine;
    private final DoubleAdder writeUnits = new DoubleAdder();

    private Meter(HttpServer server, URI engine) {
        this.server = server;
        this.engine = engine;
    }

    static Meter start(URI engine) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var meter = new Meter(server, engine);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", meter::handle);
        server.start();
        return meter;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that was consumed by writes until now, indexes among it. */
    double writeUnits() {
        return writeUnits.sum();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var connection = (HttpURLConnection) engine.toURL().openConnection();
            connection.setRequestMethod(exchange.getRequestMethod());
            for (String name : PASSED_ON) {
                exchange.getRequestHeaders()
                        .getOrDefault(name, List.of())
                        .forEach(value -> connection.setRequestProperty(name, value));
            }
            if (asked.startsWith("{\"")) {
                connection.setDoOutput(true);
                String metered = "{\"ReturnConsumedCapacity\":\"TOTAL\"," + asked.substring(1);
                connection.getOutputStream().write(metered.getBytes(StandardCharsets.UTF_8));
            }
            answer(exchange, connection, asked);
        }
    }

    private void count(String action, String asked, String answer) {
        if (action.equals(TRANSACTION)) {
            writeUnits.add(
                    UNITS_PER_ACTION * (double) ACTION.matcher(asked).results().count());
        } else if (WRITES.contains(action)) {
            UNITS.matcher(answer).results().forEach(units -> writeUnits.add(Double.parseDouble(units.group(1))));
        }
    }

    private void answer(HttpExchange exchange, HttpURLConnection connection, String asked) throws IOException {
        int status = connection.getResponseCode();
        byte[] answer = (status < 400 ? connection.getInputStream() : connection.getErrorStream()).readAllBytes();
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-amz-target"));
        count(target.substring(target.indexOf('.') + 1), asked, new String(answer, StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
    }
}
