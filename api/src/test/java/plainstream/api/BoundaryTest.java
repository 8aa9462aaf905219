package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import plainstream.api.http.Boundary;
import plainstream.api.kafka.Delivery;
import plainstream.kit.Waits;

/** Acknowledgements that are late, missing or refused, limits in flight, faults of ours, and the end. */
class BoundaryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void answersWhenTheAcknowledgementComesAndNotBefore() throws Exception {
        try (ApiFixture api = new ApiFixture()) {
            api.publisher.holds = true;
            CompletableFuture<HttpResponse<String>> answer = later(api, "/app");
            await(() -> api.publisher.held.size() == 1);
            assertFalse(answer.isDone());
            api.publisher.release();
            assertEquals(202, answer.get().statusCode());
        }
    }

    @Test
    void answersOffThePublishersThread() throws Exception {
        try (ApiFixture api = new ApiFixture();
                Socket slow = api.open()) {
            api.publisher.holds = true;
            slow.getOutputStream().write("POST /app HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await(() -> api.publisher.held.size() == 1);
            long started = System.nanoTime();
            api.publisher.release();
            assertTrue(System.nanoTime() - started < PATIENCE.toNanos());
            slow.shutdownOutput();
            assertTrue(Wire.readAll(slow).startsWith("HTTP/1.1 202"));
        }
    }

    @Test
    void answers503WhenKafkaDoesNotConfirm() {
        try (ApiFixture api = new ApiFixture()) {
            api.publisher.delivery = new Delivery.Unconfirmed(new IOException("secret broker name"));
            HttpResponse<String> answer = api.post("/likes", "{\"movieId\":\"a\"}");
            assertEquals(503, answer.statusCode());
            assertEquals("1", answer.headers().firstValue("Retry-After").orElseThrow());
            assertFalse(answer.body().contains("secret"), answer.body());
        }
    }

    @Test
    void answers413WhenTheBrokerTakesNoRecordOfThisSize() {
        try (ApiFixture api = new ApiFixture()) {
            api.publisher.delivery = new Delivery.TooLarge(new IOException("secret limit"));
            HttpResponse<String> answer = api.post("/likes", "{\"movieId\":\"a\"}");
            assertEquals(413, answer.statusCode());
            assertTrue(answer.headers().firstValue("Retry-After").isEmpty(), "it would be in vain");
            assertFalse(answer.body().contains("secret"), answer.body());
        }
    }

    @Test
    void answers500WhenTheBrokerRefusesForGood() {
        try (ApiFixture api = new ApiFixture()) {
            api.publisher.delivery = new Delivery.Refused(new IOException("secret rule"));
            HttpResponse<String> answer = api.post("/likes", "{\"movieId\":\"a\"}");
            assertEquals(500, answer.statusCode());
            assertFalse(answer.body().contains("secret"), answer.body());
        }
    }

    @Test
    void answers503BeyondTheLimitInFlight() throws Exception {
        try (ApiFixture api = new ApiFixture("MAX_IN_FLIGHT", "2")) {
            api.publisher.holds = true;
            CompletableFuture<HttpResponse<String>> first = later(api, "/app");
            CompletableFuture<HttpResponse<String>> second = later(api, "/app");
            await(() -> api.publisher.held.size() == 2);
            HttpResponse<String> third = api.post("/app", "");
            assertEquals(503, third.statusCode());
            assertEquals("1", third.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(report(api).contains("\"InFlight\":2,\"Refused\":1"), "whoever watches sees it");
            assertEquals(200, api.get("/hello").statusCode());
            api.publisher.release();
            assertEquals(202, first.get().statusCode());
            assertEquals(202, second.get().statusCode());
            api.publisher.holds = false;
            assertEquals(202, api.post("/app", "").statusCode());
        }
    }

    @Test
    void answers500WithoutDetailToAFaultOfOurs() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(Boundary.class.getName());
        log.setFilter(logged::add);
        try (ApiFixture api = new ApiFixture("MAX_IN_FLIGHT", "1")) {
            api.publisher.throwsOnPublish = true;
            HttpResponse<String> answer = api.post("/app", "");
            assertEquals(500, answer.statusCode());
            assertFalse(answer.body().contains("planted"), answer.body());
            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertEquals("request " + id + " failed", logged.getFirst().getMessage());
            assertEquals("planted", logged.getFirst().getThrown().getMessage());
            api.publisher.throwsOnPublish = false;
            assertEquals(202, api.post("/app", "").statusCode(), "the fault keeps no place");
        } finally {
            log.setFilter(null);
        }
    }

    @Test
    void drains() throws Exception {
        ApiFixture api = new ApiFixture("SHUTDOWN_GRACE_MS", "10000", "DRAIN_DELAY_MS", "300");
        api.publisher.holds = true;
        CompletableFuture<HttpResponse<String>> waiting = later(api, "/app");
        await(() -> api.publisher.held.size() == 1);
        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(api::close, Executors.newVirtualThreadPerTaskExecutor());
        await(() -> api.get("/readiness").statusCode() == 503);
        HttpResponse<String> meanwhile = api.get("/hello");
        assertEquals(200, meanwhile.statusCode(), "served while the load balancer takes this instance out");
        assertEquals("close", meanwhile.headers().firstValue("Connection").orElseThrow());
        Thread.sleep(500);
        assertFalse(stopped.isDone(), "a request is still in flight");
        api.publisher.release();
        HttpResponse<String> answer = waiting.get();
        assertEquals(202, answer.statusCode());
        assertEquals("close", answer.headers().firstValue("Connection").orElseThrow());
        stopped.get();
    }

    @Test
    void servesWhoeverStillComesWithoutADrainDelay() throws Exception {
        ApiFixture api = new ApiFixture("SHUTDOWN_GRACE_MS", "60000");
        api.get("/hello");
        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(api::close, Executors.newVirtualThreadPerTaskExecutor());
        for (int i = 0; i < 200; i++) {
            assertEquals(200, api.get("/hello").statusCode(), "on a new connection, since each answer closes its own");
        }
        assertFalse(stopped.isDone(), "someone still comes");
        stopped.get();
    }

    @Test
    void stopsAtOnceAfterAClientsReset() throws Exception {
        ApiFixture api = new ApiFixture("SHUTDOWN_GRACE_MS", "60000");
        api.publisher.holds = true;
        for (int i = 1; i <= 3; i++) {
            Socket socket = api.open();
            socket.getOutputStream().write("POST /app HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int held = i;
            await(() -> api.publisher.held.size() == held);
            socket.setSoLinger(true, 0);
            socket.close();
        }
        api.publisher.release();
        long started = System.nanoTime();
        api.close();
        assertTrue(System.nanoTime() - started < PATIENCE.toNanos(), "waited for an exchange that was lost");
    }

    @Test
    void stopsWithinTheGracePeriodWithASlowClient() throws Exception {
        ApiFixture api = new ApiFixture("SHUTDOWN_GRACE_MS", "1500");
        try (Socket headers = api.open();
                Socket body = api.open()) {
            headers.getOutputStream().write("GET /he".getBytes(StandardCharsets.US_ASCII));
            body.getOutputStream()
                    .write(
                            "POST /likes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            await(() -> api.get("/hello").statusCode() == 200);
            long started = System.nanoTime();
            api.close();
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(5).toNanos());
        }
    }

    private static String report(ApiFixture api) {
        StringBuilder lines = new StringBuilder();
        api.metrics.report(1, lines::append);
        return lines.toString();
    }

    private static CompletableFuture<HttpResponse<String>> later(ApiFixture api, String path) {
        return CompletableFuture.supplyAsync(
                () -> api.send(HttpRequest.newBuilder(api.uri(path)).POST(BodyPublishers.noBody())),
                task -> Thread.startVirtualThread(task));
    }

    private static void await(Waits.Condition condition) {
        Waits.until("what was awaited", PATIENCE, condition);
    }
}
