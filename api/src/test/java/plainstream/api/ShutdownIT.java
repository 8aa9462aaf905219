package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plainstream.kit.ApiProcess;
import plainstream.local.broker.Broker;

/** How the process ends: drained, with clients that do not let go, and when it cannot start. */
class ShutdownIT {
    private static final int CLIENTS = 16;

    @TempDir
    Path folder;

    @Test
    void failsNoRequestOnSigterm() throws Exception {
        try (Broker broker = Broker.start(folder.resolve("kafka"));
                ApiProcess api = ApiProcess.start(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrapServers(),
                        "DRAIN_DELAY_MS",
                        "1500",
                        "SHUTDOWN_GRACE_MS",
                        "20000"))) {
            api.awaitReady();
            AtomicBoolean leaving = new AtomicBoolean();
            AtomicInteger accepted = new AtomicInteger();
            List<String> failures = new ArrayList<>();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.startVirtualThread(() -> like(api, leaving, accepted, failures)));
            }
            while (accepted.get() < 20 * CLIENTS) {
                Thread.sleep(10);
            }
            long started = System.nanoTime();
            api.terminate();
            // The load balancer: it sees 503 and sends no more.
            while (api.get("/readiness").statusCode() != 503) {
                Thread.sleep(10);
            }
            leaving.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertEquals(0, api.exitCode(Duration.ofSeconds(20)));
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(20).toNanos());
            assertEquals(List.of(), failures);
        }
    }

    private static void like(ApiProcess api, AtomicBoolean leaving, AtomicInteger accepted, List<String> failures) {
        while (!leaving.get()) {
            String failure = "";
            try {
                HttpResponse<String> answer = api.post("/likes", "{\"movieId\":\"a\"}");
                failure = answer.statusCode() == 202 ? "" : answer.body();
            } catch (Exception e) {
                failure = e.toString();
            }
            accepted.incrementAndGet();
            if (!failure.isEmpty()) {
                synchronized (failures) {
                    failures.add(failure);
                }
            }
        }
    }

    @Test
    void endsWithinTheGracePeriodThoughClientsHang() throws Exception {
        try (ApiProcess api = ApiProcess.start(Map.of("SHUTDOWN_GRACE_MS", "3000"));
                Socket headers = new Socket("127.0.0.1", api.port());
                Socket body = new Socket("127.0.0.1", api.port())) {
            headers.getOutputStream().write("GET /he".getBytes(StandardCharsets.US_ASCII));
            body.getOutputStream()
                    .write(
                            "POST /likes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(200);
            long started = System.nanoTime();
            api.terminate();
            assertEquals(0, api.exitCode(Duration.ofSeconds(20)));
            assertTrue(System.nanoTime() - started
                    < Duration.ofMillis(3_000 + 1_500).toNanos());
        }
    }

    @Test
    void endsAtOnceWithoutRequestsAndLogsThatItDid() throws Exception {
        try (ApiProcess api = ApiProcess.start(Map.of("SHUTDOWN_GRACE_MS", "60000"))) {
            assertEquals(200, api.get("/hello").statusCode());
            api.terminate();
            assertEquals(0, api.exitCode(Duration.ofSeconds(10)));
            assertTrue(api.lines().stream().anyMatch(line -> line.contains("\"message\":\"draining\"")));
            assertTrue(api.lines().stream().anyMatch(line -> line.contains("\"message\":\"stopped\"")));
        }
    }

    @Test
    void refusesBadSettingsWith78() throws Exception {
        try (ApiProcess api = ApiProcess.start(Map.of("KAFKA_COMPRESSION", "zstd", "PORT", "x"))) {
            assertEquals(78, api.exitCode(Duration.ofSeconds(20)));
            assertEquals(
                    List.of(
                            "PORT=\"x\" is not legal: a whole number from 0 to 65535",
                            "KAFKA_COMPRESSION=\"zstd\" is not legal: one of none, gzip"),
                    api.lines());
        }
    }

    @Test
    void refusesAPortInUseWith69() throws Exception {
        try (ApiProcess first = ApiProcess.start(Map.of());
                ApiProcess second = ApiProcess.start(Map.of("PORT", Integer.toString(first.port())))) {
            assertEquals(69, second.exitCode(Duration.ofSeconds(20)));
        }
    }
}
