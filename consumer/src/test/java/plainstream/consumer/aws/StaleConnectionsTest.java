package plainstream.consumer.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that closes connections while they rest, as every server does some time, and as a thaw on Lambda finds them. */
class StaleConnectionsTest {
    private static final int POOL = 8;
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);

    private final ConcurrentLinkedQueue<Socket> connections = new ConcurrentLinkedQueue<>();
    /** The lines of each request's head. */
    private final ConcurrentLinkedQueue<List<String>> requests = new ConcurrentLinkedQueue<>();

    private volatile CyclicBarrier together = new CyclicBarrier(POOL);
    private volatile boolean hangsUp;
    private volatile End beforeAnswer = socket -> {};
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        Http.keep(POOL);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        endAll(Socket::close);
    }

    @Test
    void aPoolOfDeadConnectionsFailsNoExchange() throws Exception {
        fillThePool();
        endAll(Socket::close);
        for (int i = 0; i < POOL; i++) {
            assertEquals(200, post().status());
        }
    }

    @Test
    void aPoolOfResetConnectionsFailsNoExchange() throws Exception {
        fillThePool();
        endAll(StaleConnectionsTest::reset);
        for (int i = 0; i < POOL; i++) {
            assertEquals(200, post().status());
        }
    }

    /**
     * Over a network a request is sent whole before the reset comes that answers its first byte, so that the JDK's client finds no end but the
     * answer's; on one machine the reset comes first. Here the server ends its half alone, of the connection in use and of the next one in the
     * pool, however small the pool of this JVM is.
     */
    @Test
    void looksAtTheNextConnectionBeforeItIsUsed() throws IOException {
        together = null;
        beforeAnswer = socket -> {
            beforeAnswer = none -> {};
            post();
            endAll(Socket::shutdownOutput);
        };
        assertEquals(200, post().status());
        assertEquals(3, connections.size());
    }

    @Test
    void aServerThatHangsUpOnNewConnectionsTooHasFailed() {
        hangsUp = true;
        assertThrows(SocketException.class, this::post);
        assertEquals(2, requests.size());
    }

    /** Each of our two exchanges the JDK repeats by itself, as a DELETE may be. */
    @Test
    void whatHasNoContentAnnouncesNoneTheSecondTimeEither() {
        hangsUp = true;
        assertThrows(SocketException.class, () -> send("DELETE", ""));
        assertEquals(4, requests.size());
        for (List<String> head : requests) {
            assertEquals("DELETE / HTTP/1.1", head.getFirst());
            assertTrue(head.stream().noneMatch(line -> line.startsWith("Content-")), head::toString);
        }
    }

    /** So many exchanges at one time that each opens a connection of its own. */
    private void fillThePool() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(POOL);
        for (int i = 0; i < POOL; i++) {
            Thread.startVirtualThread(() -> {
                try {
                    post();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        assertEquals(POOL, connections.size());
        together = null;
    }

    private interface End {
        void of(Socket socket) throws IOException;
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void endAll(End end) {
        for (Socket socket : connections) {
            try {
                end.of(socket);
            } catch (IOException e) {
                // What the pool had no room for, the client has closed itself.
            }
        }
    }

    private HttpAnswer post() throws IOException {
        return send("POST", "{}");
    }

    private HttpAnswer send(String method, String body) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        return Http.send(
                new HttpRequest(method, uri, List.of(), body.getBytes(US_ASCII)), new Http.Limits(1_000, 2_000, 1_000));
    }

    private void accept() {
        List<Thread> threads = new ArrayList<>();
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                threads.add(Thread.startVirtualThread(() -> serve(socket)));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            List<String> head = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                head.add(line);
                if (line.isEmpty()) {
                    in.skip(head.contains("Content-Length: 2") ? 2 : 0);
                    requests.add(head);
                    head = new ArrayList<>();
                    beforeAnswer.of(socket);
                    if (hangsUp) {
                        return;
                    }
                    CyclicBarrier barrier = together;
                    if (barrier != null) {
                        barrier.await();
                    }
                    socket.getOutputStream().write(OK);
                }
            }
        } catch (Exception e) {
            // Closed by the test.
        }
    }
}
