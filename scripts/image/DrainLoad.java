import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts likes on many connections while the API is stopped: {@code java DrainLoad.java URL SECONDS}. It is what a load
 * balancer sees: a connection that is refused or closed before a request was written costs nobody anything, since the
 * next task is asked; a request that was written and not answered, or answered by 5xx, is lost. Prints "running" when
 * the load is on. Exit code 1 if any request is lost.
 */
final class DrainLoad {
    private static final int CONNECTIONS = 32;
    private static final byte[] REQUEST = request();

    private final URI base;
    private final long end;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    private DrainLoad(URI base, long end) {
        this.base = base;
        this.end = end;
    }

    public static void main(String[] args) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[1]));
        var load = new DrainLoad(URI.create(args[0]), end);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                executor.submit(load::connections);
            }
        }
        System.out.printf("%,d answered, %d lost%n", load.answered.get(), load.lost.get());
        System.exit(load.lost.get() == 0 && load.answered.get() > 0 ? 0 : 1);
    }

    private void connections() {
        while (System.nanoTime() < end) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), 2_000);
                socket.setSoTimeout(20_000);
                requests(socket);
            } catch (IOException e) {
                return; // Refused or closed between requests: the door is closed.
            }
        }
    }

    private void requests(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        while (System.nanoTime() < end) {
            socket.getOutputStream().write(REQUEST);
            if (!readAnswer(in)) {
                return;
            }
        }
    }

    /** False when the API says that this was the connection's last answer. */
    private boolean readAnswer(BufferedReader in) throws IOException {
        String status = null;
        try {
            status = in.readLine();
            int length = 0;
            boolean open = true;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                String lower = line.toLowerCase();
                length = lower.startsWith("content-length:") ? Integer.parseInt(lower.substring(15).trim()) : length;
                open &= !lower.equals("connection: close");
            }
            for (int i = 0; i < length; i++) {
                in.read();
            }
            count(status);
            return open;
        } catch (IOException e) {
            count(status);
            throw e;
        }
    }

    private void count(String status) {
        if (status != null && status.contains(" 202 ")) {
            if (answered.incrementAndGet() == CONNECTIONS) {
                System.out.println("running");
            }
        } else {
            lost.incrementAndGet();
            System.out.println("lost: " + status);
        }
    }

    private static byte[] request() {
        String body = "{\"movieId\":\"drain\"}";
        return ("POST /likes HTTP/1.1\r\nHost: drain\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
