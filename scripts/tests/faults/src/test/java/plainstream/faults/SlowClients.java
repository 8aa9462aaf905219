package plainstream.faults;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.util.List;

/** Clients that begin something and leave the server waiting. */
final class SlowClients {
    private static final int RESETS = 20;
    private static final int PIPELINED = 2_000;

    private SlowClients() {}

    /** One client of each kind: half a header, half a body, answers that nobody reads, an idle connection. */
    static void hold(int port, List<Connection> held) throws IOException {
        held.add(slowHeader(port));
        held.add(slowBody(port));
        held.add(slowReader(port));
        held.add(idle(port));
    }

    static Connection slowHeader(int port) throws IOException {
        return sent(port, "GET /hello HTTP/1.1\r\nHost: plainstream\r\nX-Slow: ");
    }

    static Connection slowBody(int port) throws IOException {
        return sent(port, Connection.post("/likes", "", "{\"movieId\":\"tt1\"}").replaceFirst("\\d\"}$", ""));
    }

    /** Asks for far more than the buffers between here and there hold, and reads none of it. */
    static Connection slowReader(int port) throws IOException {
        var connection = new Connection(port);
        connection.socket().setOption(StandardSocketOptions.SO_RCVBUF, 1_024);
        var request = Connection.get("/").getBytes();
        Thread.startVirtualThread(() -> {
            try {
                for (int i = 0; i < PIPELINED; i++) {
                    connection.write(request);
                }
            } catch (IOException e) {
                // The server closed: that is its right.
            }
        });
        return connection;
    }

    static Connection idle(int port) throws IOException {
        var connection = new Connection(port);
        connection.send(Connection.get("/hello"));
        return connection;
    }

    /** Clients that go away, without a word, while their answer is on its way. */
    static void reset(int port) throws IOException {
        for (int i = 0; i < RESETS; i++) {
            sent(port, Connection.post("/app", "", "{}")).reset();
            sent(port, Connection.get("/")).reset();
        }
    }

    private static Connection sent(int port, String begun) throws IOException {
        var connection = new Connection(port);
        connection.write(begun.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return connection;
    }
}
