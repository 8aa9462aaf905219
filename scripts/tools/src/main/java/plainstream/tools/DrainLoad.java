package plainstream.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts likes on many connections while the API is stopped: {@code DrainLoad URL SECONDS}. It behaves as a
 * load balancer: it asks for readiness time and again, and sends no more once that is gone. A request that was written
 * and not answered, or answered by 5xx, is lost. Prints "running" when the load is on. Exit code 1 if any request is
 * lost.
 */
final class DrainLoad {
    private static final int CONNECTIONS = 32, CONNECT_LIMIT_MS = 2_000, READ_LIMIT_MS = 20_000, CHECK_PERIOD_MS = 250;
    private static final byte[] REQUEST = request();

    private final URI base;
    private final long end;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean ready = true;

    private DrainLoad(URI base, long end) {
        this.base = base;
        this.end = end;
    }

    public static void main(String[] args) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[1]));
        var load = new DrainLoad(URI.create(args[0]), end);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            executor.submit(load::check);
            for (int i = 0; i < CONNECTIONS; i++) {
                executor.submit(load::send);
            }
        }
        System.out.printf("%,d answered, %d lost%n", load.answered.get(), load.lost.get());
        System.exit(load.lost.get() == 0 && load.answered.get() > 0 ? 0 : 1);
    }

    private boolean isOn() {
        return ready && System.nanoTime() < end;
    }

    private Void check() throws IOException, InterruptedException {
        while (isOn()) {
            var connection =
                    (HttpURLConnection) base.resolve("/readiness").toURL().openConnection(Proxy.NO_PROXY);
            ready = connection.getResponseCode() == 200;
            Thread.sleep(CHECK_PERIOD_MS);
        }
        return null;
    }

    private void send() {
        while (isOn()) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), CONNECT_LIMIT_MS);
                socket.setSoTimeout(READ_LIMIT_MS);
                exchange(socket);
            } catch (IOException e) {
                lost.incrementAndGet();
                System.out.println("lost: " + e);
            }
        }
    }

    /** Requests and answers, until the API closes the connection with one of them. */
    private void exchange(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        boolean open = true;
        while (open && isOn()) {
            socket.getOutputStream().write(REQUEST);
            open = readAnswer(in);
            if (answered.incrementAndGet() == CONNECTIONS) {
                System.out.println("running");
            }
        }
    }

    private static boolean readAnswer(BufferedReader in) throws IOException {
        String status = in.readLine();
        if (status == null || !status.contains(" 202 ")) {
            throw new IOException("answered " + status);
        }
        int length = 0;
        boolean open = true;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String lower = line.toLowerCase(Locale.ROOT);
            length = lower.startsWith("content-length:")
                    ? Integer.parseInt(lower.substring(15).strip())
                    : length;
            open &= !lower.equals("connection: close");
        }
        for (int i = 0; i < length; i++) {
            if (in.read() < 0) {
                throw new IOException("cut off after " + i + " bytes");
            }
        }
        return open;
    }

    private static byte[] request() {
        String body = "{\"movieId\":\"drain\"}";
        return ("POST /likes HTTP/1.1\r\nHost: drain\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
