package plainstream.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a broker as a network would: each answer comes later by the delay, and several can be on the
 * way at once.
 *
 * <p>A broker tells its clients where to connect (its advertised listener), and they would leave a proxy with the first
 * answer. So in each answer the broker's address is replaced by the proxy's: host and port as the protocol writes them,
 * {@code 127.0.0.1} and four bytes, of the same length.
 *
 * @see <a href="https://kafka.apache.org/protocol">Kafka protocol guide</a>
 */
final class DelayProxy implements AutoCloseable {
    private static final int LARGEST_FRAME = 64 << 20;

    private record Frame(byte[] bytes, long dueAt) {}

    private final ServerSocket listener;
    private final int brokerPort;
    private final Address broker;
    private final Address own;
    private volatile Duration delay = Duration.ZERO;

    private DelayProxy(ServerSocket listener, int brokerPort) {
        this.listener = listener;
        this.brokerPort = brokerPort;
        this.broker = Address.of(brokerPort);
        this.own = Address.of(listener.getLocalPort());
    }

    static DelayProxy start(int brokerPort) throws IOException {
        var proxy = new DelayProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), brokerPort);
        daemon("accept", proxy::accept);
        return proxy;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** From now on. */
    void delay(Duration newDelay) {
        delay = newDelay;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (true) {
            var client = listener.accept();
            var server = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var frames = new LinkedBlockingQueue<Frame>();
            daemon("requests", () -> copy(client, server));
            daemon("answers", () -> read(server, client, frames));
            daemon("delayed", () -> write(frames, client));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private void read(Socket server, Socket client, BlockingQueue<Frame> frames) throws IOException {
        try (server;
                client) {
            var in = new DataInputStream(new BufferedInputStream(server.getInputStream(), 1 << 16));
            while (true) {
                byte[] frame = new byte[Math.min(in.readInt(), LARGEST_FRAME)];
                in.readFully(frame);
                long dueAt = System.nanoTime() + delay.toNanos();
                broker.replaceBy(own, frame);
                frames.add(new Frame(frame, dueAt));
            }
        }
    }

    private static void write(BlockingQueue<Frame> frames, Socket client) throws IOException, InterruptedException {
        var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 1 << 16));
        while (true) {
            var frame = frames.take();
            for (long left; (left = frame.dueAt() - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            out.writeInt(frame.bytes().length);
            out.write(frame.bytes());
            out.flush();
        }
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    // The end of a connection, or of the proxy, ends its threads.
    private static void daemon(String name, Task task) {
        Thread.ofPlatform().daemon().name("delay-" + name).start(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // Closed by either side: what a proxy waits for.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
