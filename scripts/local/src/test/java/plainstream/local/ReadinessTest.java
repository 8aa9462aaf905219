package plainstream.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plainstream.esm.host.Child;
import plainstream.esm.host.Http;
import plainstream.kit.Waits;

/** A service that is not ready yet, and is stopped: asked on, it would take each question for a request, and drain until its last second. */
class ReadinessTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void asksNoMoreOnceTheStackIsStopping() throws Exception {
        var asked = new AtomicInteger();
        var stopping = new AtomicBoolean();
        var server = Http.server(0, Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            Http.answer(exchange, 503, "not yet");
        });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        var spec = new Child.Spec(
                "service", List.of("sleep", "60"), Map.of(), Path.of(".").toAbsolutePath(), line -> {});
        try (HttpClient client = HttpClient.newHttpClient();
                Child child = Child.start(spec)) {
            var waiting = CompletableFuture.runAsync(
                    () -> new Readiness(client, address, stopping::get).await(child),
                    task -> Thread.ofVirtual().start(task));
            Waits.until("questions", LIMIT, () -> asked.get() > 1);
            stopping.set(true);
            Waits.until("an end of the questions", LIMIT, waiting::isDone);
            assertThrows(CompletionException.class, waiting::join);
            assertTrue(child.isAlive(), "it is stopped by whoever stops the stack");
            int atTheEnd = asked.get();
            Waits.pause(Duration.ofMillis(300));
            assertEquals(atTheEnd, asked.get());
        } finally {
            server.stop(0);
        }
    }
}
