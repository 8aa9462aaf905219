package plainstream.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import plainstream.esm.host.Http;
import plainstream.esm.host.Ports;
import plainstream.local.broker.Broker;

/**
 * Lets {@code broker.sh} stop and start the broker alone, and tells {@code database.sh} which process to pause; its address is
 * in a file, its port a free one on 127.0.0.1.
 */
final class Control implements AutoCloseable {
    private final Broker broker;
    private final String database;
    private final HttpServer server;

    private Control(Broker broker, String database) {
        this.broker = broker;
        this.database = database;
        this.server = Http.server(0, Executors.newVirtualThreadPerTaskExecutor());
    }

    /**
     * Starts it.
     *
     * @param database where it is, and its process
     * @param file gets the address
     */
    static Control start(Broker broker, String database, Path file) {
        var control = new Control(broker, database);
        control.server.createContext("/", control::handle);
        control.server.start();
        try {
            Files.writeString(
                    file,
                    "http://" + Ports.HOST + ":" + control.server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        return control;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // A web page can send a POST to this port too; it cannot leave out its Origin.
            boolean foreign = exchange.getRequestHeaders().containsKey("Origin");
            if (foreign || !exchange.getRequestMethod().equals("POST")) {
                Http.answer(exchange, 403, "no\n");
                return;
            }
            String command = exchange.getRequestURI().getPath();
            switch (command) {
                case "/broker/stop" -> broker.stop();
                case "/broker/kill" -> broker.kill();
                case "/broker/start" -> start();
                case "/broker/status" -> {}
                case "/database/status" -> {
                    Http.answer(exchange, 200, database + "\n");
                    return;
                }
                default -> {
                    Http.answer(exchange, 404, "unknown: " + command + "\n");
                    return;
                }
            }
            String state = broker.isAlive() ? "runs, pid " + broker.pid() : "is stopped";
            Http.answer(exchange, 200, "broker " + broker.bootstrapServers() + " " + state + "\n");
        }
    }

    private void start() {
        if (!broker.isAlive()) {
            broker.restart();
        }
    }
}
