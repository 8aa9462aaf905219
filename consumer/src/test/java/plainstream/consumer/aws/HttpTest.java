package plainstream.consumer.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTest {
    private static final Http.Limits LIMITS = new Http.Limits(1_000, 2_000, 16);

    private final CountDownLatch silence = new CountDownLatch(1);
    private HttpServer server;
    private volatile String accept = "";
    private volatile int requests;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        silence.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests++;
        accept = exchange.getRequestHeaders().getFirst("Accept");
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/silence")) {
            await();
        }
        byte[] body = switch (path) {
            case "/empty" -> new byte[0];
            case "/zeros" -> new byte[17];
            default -> "x".repeat(path.length()).getBytes(UTF_8);
        };
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        int status = path.startsWith("/moved") ? 302 : path.startsWith("/bad") ? 400 : 200;
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void await() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givesEveryAnswerWhateverItsStatus() throws IOException {
        assertEquals(200, get("/ok").status());
        assertEquals("xxx", new String(get("/ok").body(), UTF_8));
        assertEquals(0, get("/empty").body().length);
        assertEquals(400, get("/bad").status());
        assertEquals("xxxx", new String(get("/bad").body(), UTF_8));
        assertEquals("*/*", accept);
    }

    /** Credentials go nowhere but where they were meant for. */
    @Test
    void followsNoRedirect() throws IOException {
        assertEquals(302, get("/moved").status());
        assertEquals(1, requests);
    }

    @Test
    void readsNoMoreThanIsAllowed() throws IOException {
        assertEquals(16, get("/" + "a".repeat(15)).body().length);
        IOException e = assertThrows(IOException.class, () -> get("/" + "a".repeat(16)));
        assertTrue(e.getMessage().contains("larger than 16 bytes"), e.getMessage());
        assertThrows(IOException.class, () -> get("/zeros"), "a byte 0 is one too many like any other");
        assertEquals(200, get("/ok").status());
    }

    @Test
    void waitsNoLongerThanIsAllowed() {
        Http.Limits limits = new Http.Limits(1_000, 100, 16);
        assertThrows(SocketTimeoutException.class, () -> Http.send(request("/silence"), limits));
    }

    private HttpAnswer get(String path) throws IOException {
        return Http.send(request(path), LIMITS);
    }

    private HttpRequest request(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new HttpRequest("GET", uri, List.of(), new byte[0]);
    }
}
