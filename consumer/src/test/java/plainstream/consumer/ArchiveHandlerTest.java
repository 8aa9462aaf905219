package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plainstream.consumer.batch.BatchFailedException;
import plainstream.consumer.event.KafkaRecord;
import plainstream.consumer.event.MskEventReader;

/** The archive function against a server that keeps objects, or answers as it is told. */
class ArchiveHandlerTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T03:18:00.5Z"));
    private static final String OBJECT = "/the-archive/records/epoch-c1/events/00003/0000000000000000007.jsonl.gz";

    private record Failure(int status, String code) {}

    private final Map<String, byte[]> objects = new TreeMap<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final Map<String, String> environment = new HashMap<>();
    private HttpServer server;
    private int requests;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        environment.putAll(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
                "ARCHIVE_BUCKET", "the-archive",
                "SOURCE_EPOCH", "c1",
                "LOG_LEVEL", "OFF"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests++;
        byte[] body = exchange.getRequestBody().readAllBytes();
        Failure failure = failures.poll();
        String hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        boolean signed = hash.equals(sha256(body)) && authorization.contains("/eu-west-1/s3/aws4_request");
        if (failure == null && signed && authorization.contains("x-amz-content-sha256")) {
            failure = exchange.getRequestMethod().equals("GET") ? get(exchange) : put(exchange, body);
        } else if (failure == null) {
            failure = new Failure(403, "SignatureDoesNotMatch");
        }
        if (failure != null) {
            Failure told = failure;
            byte[] xml = ("<Error><Code>" + told.code + "</Code><Message>why</Message></Error>").getBytes(UTF_8);
            exchange.sendResponseHeaders(told.status, xml.length);
            exchange.getResponseBody().write(xml);
        }
        exchange.close();
    }

    private Failure get(HttpExchange exchange) throws IOException {
        byte[] object = objects.get(exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(200, object.length);
        exchange.getResponseBody().write(object);
        return null;
    }

    private Failure put(HttpExchange exchange, byte[] body) throws IOException {
        assertEquals("*", exchange.getRequestHeaders().getFirst("If-None-Match"));
        if (objects.putIfAbsent(exchange.getRequestURI().getPath(), body) != null) {
            return new Failure(412, "PreconditionFailed");
        }
        exchange.sendResponseHeaders(200, -1);
        return null;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsEachRecordWholeWhateverItHolds() throws IOException {
        byte[] lines = "{\n\"movieId\":\r\n\"tt1\"\u2028}".getBytes(UTF_8);
        TestEvent event = new TestEvent()
                .add("events", 3, 7, TestEvent.headers("plainstream.like.v1", "ö"), lines)
                .add("events", 3, 8, Map.of(), null)
                .add("events", 3, 9, Map.of("raw", ""), new byte[] {-1, 0, 10});
        assertEquals("{\"batchItemFailures\":[]}", invoke(event));
        List<KafkaRecord> before = MskEventReader.read(event.bytes()).get(0).records();
        List<KafkaRecord> after =
                MskEventReader.read(givenBack(objects.get(OBJECT))).get(0).records();
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            assertSame(before.get(i), after.get(i));
            assertEquals("c1", after.get(i).archived().epoch());
            assertEquals("2026-11-21T03:18:00.500000Z", after.get(i).archived().at());
            assertFalse(before.get(i).archived().is());
        }
    }

    private static void assertSame(KafkaRecord before, KafkaRecord after) {
        assertEquals(
                List.of(before.topic(), before.partition(), before.offset()),
                List.of(after.topic(), after.partition(), after.offset()));
        assertEquals(before.timestampMs(), after.timestampMs());
        assertEquals("LOG_APPEND_TIME", after.timestampType());
        assertEquals(List.of(before.hasKey(), before.hasValue()), List.of(after.hasKey(), after.hasValue()));
        assertArrayEquals(before.key(), after.key());
        assertArrayEquals(before.value(), after.value());
        assertEquals(before.headers().size(), after.headers().size());
        for (int i = 0; i < before.headers().size(); i++) {
            assertEquals(before.headers().get(i).name(), after.headers().get(i).name());
            assertArrayEquals(
                    before.headers().get(i).value(), after.headers().get(i).value());
        }
    }

    /** As a replay does it: the lines, put together, are the records of an event. */
    private static byte[] givenBack(byte[] object) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(object))) {
            String lines = new String(in.readAllBytes(), UTF_8).strip();
            return ("{\"records\":{\"x\":[" + String.join(",", lines.split("\n")) + "]}}").getBytes(UTF_8);
        }
    }

    @Test
    void keepsWhatComesAgainOnceAndPartitionsApart() throws IOException {
        TestEvent event = new TestEvent().like(3, 7, "tt1").like(3, 8, "tt1").like(4, 7, "tt1");
        invoke(event);
        byte[] first = objects.get(OBJECT);
        invoke(event);
        assertEquals(2, objects.size());
        assertArrayEquals(first, objects.get(OBJECT));
        environment.put("SOURCE_EPOCH", "c2");
        invoke(event);
        assertEquals(4, objects.size());
    }

    /** A batch that timed out for the mapping and writes yet, when more than it held is archived; and one that comes again, longer. */
    @Test
    void losesNothingOfALongerObjectAndAddsWhatAShorterOneLacks() throws IOException {
        invoke(new TestEvent().like(3, 7, "tt1").like(3, 8, "tt1"));
        byte[] longer = objects.get(OBJECT);
        invoke(new TestEvent().like(3, 7, "tt1"));
        assertArrayEquals(longer, objects.get(OBJECT));
        invoke(new TestEvent()
                .like(3, 7, "tt1")
                .like(3, 8, "tt1")
                .like(3, 9, "tt2")
                .like(3, 10, "tt2"));
        assertArrayEquals(longer, objects.get(OBJECT));
        byte[] rest = objects.get(OBJECT.replace("7.jsonl", "9.jsonl"));
        assertEquals(2, MskEventReader.read(givenBack(rest)).get(0).records().size());
        assertEquals(2, objects.size());
    }

    /** A topic that was deleted and made again: what it held before stays in the archive. */
    @Test
    void refusesToArchiveAnotherLifeOfTheTopicOverTheFirst() throws IOException {
        TestEvent anew =
                new TestEvent().later(Duration.ofMillis(1)).like(3, 7, "tt1").like(3, 8, "tt1");
        invoke(new TestEvent().like(3, 7, "tt1"));
        byte[] before = objects.get(OBJECT);
        BatchFailedException e = assertThrows(BatchFailedException.class, () -> invoke(anew));
        assertTrue(e.getMessage().contains("set another SOURCE_EPOCH"), e.getMessage());
        assertArrayEquals(before, objects.get(OBJECT));
        environment.put("SOURCE_EPOCH", "c2");
        assertEquals("{\"batchItemFailures\":[]}", invoke(anew));
        assertEquals(2, objects.size());
    }

    @Test
    void namesWhatStandsInAnObjectsPlaceAndIsNone() throws IOException {
        objects.put(OBJECT, TestEvent.json("no gzip"));
        BatchFailedException e =
                assertThrows(BatchFailedException.class, () -> invoke(new TestEvent().like(3, 7, "tt1")));
        assertTrue(e.getMessage().contains("GZIP"), e.getMessage());
    }

    @Test
    void triesAgainWhatMayPass() throws IOException {
        failures.add(new Failure(503, "SlowDown"));
        failures.add(new Failure(400, "RequestTimeout"));
        assertEquals("{\"batchItemFailures\":[]}", invoke(new TestEvent().like(3, 7, "tt1")));
        assertTrue(objects.containsKey(OBJECT));
    }

    @Test
    void asksForThePartitionAgainThatS3Refused() throws IOException {
        environment.put("PARTIAL_BATCH_RESPONSE", "true");
        failures.add(new Failure(403, "AccessDenied"));
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"events-3\",\"offset\":7}}]}",
                invoke(new TestEvent().like(3, 7, "tt1").like(3, 8, "tt1")));
        assertEquals(1, requests);
        environment.remove("PARTIAL_BATCH_RESPONSE");
        failures.add(new Failure(404, "NoSuchBucket"));
        BatchFailedException e =
                assertThrows(BatchFailedException.class, () -> invoke(new TestEvent().like(3, 7, "tt1")));
        assertTrue(e.getMessage().endsWith(OBJECT.substring(13) + ": status 404 NoSuchBucket why"), e.getMessage());
    }

    private String invoke(TestEvent event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new ArchiveHandler(environment, CLOCK)
                .handleRequest(new ByteArrayInputStream(event.bytes()), answer, new TestContext(60_000));
        return answer.toString(UTF_8);
    }
}
