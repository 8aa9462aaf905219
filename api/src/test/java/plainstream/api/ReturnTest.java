package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import plainstream.api.http.Boundary;
import plainstream.api.http.Drain;
import plainstream.api.http.Router;
import plainstream.api.log.Metrics;
import plainstream.api.routes.Routes;
import plainstream.kit.Waits;

/** A server may go on with its connection when the exchange is closed, or already when the handler returns. */
class ReturnTest {
    private static final int NOT_YET = -1;

    @Test
    void holdsNoThreadWhereTheHandlerMayReturnFirst() throws Exception {
        assertEquals(NOT_YET, statusAtReturn(true));
    }

    @Test
    void returnsWithTheAnswerWhereTheServerWouldGoOn() throws Exception {
        assertEquals(202, statusAtReturn(false));
    }

    /** The status of a write's answer at the moment when the handler returned. */
    private static int statusAtReturn(boolean returnsFirst) throws Exception {
        var publisher = new RecordingPublisher();
        publisher.holds = true;
        var drain = new Drain();
        var router = new Router(Routes.all(publisher, drain, "{}"));
        var boundary = new Boundary(router, publisher, 1, drain, new Metrics(), returnsFirst);
        var status = new CompletableFuture<Integer>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Thread::startVirtualThread);
        server.createContext("/", exchange -> {
            boundary.handle(exchange);
            status.complete(exchange.getResponseCode());
        });
        server.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/app");
            var answer = client.sendAsync(
                    HttpRequest.newBuilder(target).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
            Waits.until("the event", Duration.ofSeconds(10), () -> publisher.held.size() == 1);
            if (returnsFirst) {
                assertEquals(NOT_YET, status.get());
            }
            publisher.release();
            assertEquals(202, answer.get().statusCode());
            return status.get();
        } finally {
            server.stop(0);
        }
    }
}
