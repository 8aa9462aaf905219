package plainstream.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Puts a server so far away that each answer of it comes later by the delay; what is on the way already does not wait for more. */
final class Distance implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private record Piece(byte[] bytes, long dueAt) {}

    private final ServerSocket listener;
    private final int serverPort;
    private final Duration delay;

    private Distance(ServerSocket listener, int serverPort, Duration delay) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.delay = delay;
    }

    static Distance of(URI server, Duration delay) throws IOException {
        var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var distance = new Distance(listener, server.getPort(), delay);
        daemon(distance::accept);
        return distance;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() throws IOException {
        while (true) {
            var client = listener.accept();
            var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var pieces = new LinkedBlockingQueue<Piece>();
            daemon(() -> {
                try (client;
                        server) {
                    client.getInputStream().transferTo(server.getOutputStream());
                }
            });
            daemon(() -> read(server, pieces));
            daemon(() -> write(pieces, client));
        }
    }

    private void read(Socket server, BlockingQueue<Piece> pieces) throws IOException {
        byte[] buffer = new byte[PIECE];
        for (int read; (read = server.getInputStream().read(buffer)) > 0; ) {
            byte[] bytes = java.util.Arrays.copyOf(buffer, read);
            pieces.add(new Piece(bytes, System.nanoTime() + delay.toNanos()));
        }
        pieces.add(new Piece(new byte[0], System.nanoTime() + delay.toNanos()));
    }

    private static void write(BlockingQueue<Piece> pieces, Socket client) throws IOException, InterruptedException {
        try (client) {
            for (Piece piece; (piece = pieces.take()).bytes().length > 0; ) {
                for (long left; (left = piece.dueAt() - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(left);
                }
                client.getOutputStream().write(piece.bytes());
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    // The end of a connection, or of the whole, ends its threads.
    private static void daemon(Task task) {
        Thread.ofPlatform().daemon().name("distance").start(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // Closed by either side: what stands between two waits for that.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
