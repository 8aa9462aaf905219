package plainstream.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.api.kafka.Event;

/** What the three kinds of POST take, publish and answer. */
class WritesTest {
    private final ApiFixture api = new ApiFixture();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void recordsATimestamp() {
        HttpResponse<String> answer = api.send(HttpRequest.newBuilder(api.uri("/app"))
                .header("X-Forwarded-For", "6.6.6.6, 192.0.2.7")
                .POST(BodyPublishers.noBody()));
        assertEquals(202, answer.statusCode());
        Event event = api.publisher.events.getFirst();
        String id = event.identity().id();
        String body =
                "{\"id\":\"" + id + "\",\"timestamp\":\"" + event.identity().time() + "\"";
        assertEquals(body + "}", answer.body());
        assertEquals(body + ",\"clientIp\":\"192.0.2.7\",\"protocol\":\"HTTP/1.1\"}", text(event.value()));
        assertEquals("/app/" + id, answer.headers().firstValue("Location").orElseThrow());
        assertEquals(id, event.key());
        assertFalse(event.identity().fromClient());
        assertTrue(
                event.identity().time().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{}|202", " { } |202", "{\"a\":1}|400", "x|400"})
    void takesNoMembersWithATimestamp(String body, int status) {
        assertEquals(status, api.post("/app", body).statusCode());
    }

    @Test
    void likes() {
        HttpResponse<String> answer = api.post("/likes", "{\"movieId\":\"tt01\"}", "Idempotency-Key", "k-1_Z");
        assertEquals(202, answer.statusCode());
        Event event = api.publisher.events.getFirst();
        assertEquals("{\"id\":\"" + event.identity().id() + "\",\"movieId\":\"tt01\"}", answer.body());
        assertEquals("tt01", event.key());
        assertEquals("{\"movieId\":\"tt01\"}", text(event.value()));
        assertTrue(event.identity().fromClient());
    }

    @Test
    void givesARepeatedRequestTheSameIdAndAnyOtherUseOfItsKeyAnotherOne() {
        String like = keyed("/likes", "{\"movieId\":\"a\"}");
        assertEquals(like, keyed("/likes", "{ \"movieId\" : \"\\u0061\" }"), "the same, spelled otherwise");
        String order = "{\"OrderNo\":\"a\",\"Customer\":\"J\"}";
        assertEquals(keyed("/orders", order), keyed("/orders", order));
        assertEquals(keyed("/app", ""), keyed("/app", "{}"));
        List<String> ids = List.of(
                like,
                keyed("/likes", "{\"movieId\":\"b\"}"),
                keyed("/app", ""),
                keyed("/orders", order),
                keyed("/orders", order.replace("J", "K")),
                keyed("/orders", order.replace("\"a\"", "\"b\"")));
        assertEquals(ids.size(), Set.copyOf(ids).size(), ids.toString());
        ids.forEach(
                id -> assertTrue(id.matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
    }

    private String keyed(String path, String body) {
        assertEquals(202, api.post(path, body, "Idempotency-Key", "key").statusCode());
        Event event = api.publisher.events.getLast();
        assertTrue(event.identity().fromClient());
        return event.identity().id();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}| /movieId",
                "{\"movieId\":1}| /movieId",
                "{\"movieId\":null}| /movieId",
                "{\"movieId\":\"\"}| /movieId",
                "{\"movieId\":\"-a\"}| /movieId",
                "{\"movieId\":\"a b\"}| /movieId",
                "{\"movieId\":\"a\\n\"}| /movieId",
                "{\"movieId\":\"a\",\"x\":1}| /x",
                "{\"movieId\":\"a\",\"movieId\":\"a\"}| /movieId"
            })
    void refusesOtherLikes(String body, String pointer) {
        HttpResponse<String> answer = api.post("/likes", body);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"errors\":[{\"pointer\":\"" + pointer + "\""), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "x;y"})
    void refusesOtherKeys(String key) {
        HttpResponse<String> answer = api.post("/likes", "{\"movieId\":\"a\"}", "Idempotency-Key", key);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("{\"parameter\":\"Idempotency-Key\""), answer.body());
        assertEquals(
                400,
                api.post("/likes", "{\"movieId\":\"a\"}", "Idempotency-Key", "a".repeat(65))
                        .statusCode());
        assertEquals(
                400,
                api.post("/likes", "{\"movieId\":\"a\"}", "Idempotency-Key", "a", "Idempotency-Key", "a")
                        .statusCode());
    }

    @Test
    void takesOrdersAsTheyAre() {
        HttpResponse<String> answer = api.post(
                "/orders",
                "{ \"Total\":1.50, \"OrderNo\":\"S/1 \\u00e9\", \"Customer\":\"J\",\"ok\":true,\"no\":null}");
        assertEquals(202, answer.statusCode());
        Event event = api.publisher.events.getFirst();
        assertEquals("{\"id\":\"" + event.identity().id() + "\",\"OrderNo\":\"S/1 \u00e9\"}", answer.body());
        assertEquals(
                "{\"Total\":1.50,\"OrderNo\":\"S/1 \u00e9\",\"Customer\":\"J\",\"ok\":true,\"no\":null}",
                text(event.value()));
        assertEquals(
                "/orders/S%2F1%20%C3%A9",
                answer.headers().firstValue("Location").orElseThrow());
        assertEquals("S/1 \u00e9", event.key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Customer\":\"J\"}| /OrderNo",
                "{\"OrderNo\":\"1\"}| /Customer",
                "{\"OrderNo\":\"\",\"Customer\":\"J\"}| /OrderNo",
                "{\"OrderNo\":1,\"Customer\":\"J\"}| /OrderNo",
                "{\"OrderNo\":\".\",\"Customer\":\"J\"}| /OrderNo",
                "{\"OrderNo\":\"..\",\"Customer\":\"J\"}| /OrderNo",
                "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"a\":{}}| /a",
                "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"address\":\"x\"}| /address",
                "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"processedAt\":\"x\"}| /processedAt",
                "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"\":1}| /",
                "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"n\":1e126}| /n",
                "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"n\":\"\\ud800\"}| /n"
            })
    void refusesOtherOrders(String body, String pointer) {
        HttpResponse<String> answer = api.post("/orders", body);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"pointer\":\"" + pointer + "\""), answer.body());
    }

    @Test
    void limitsIdsOfOrders() {
        assertEquals(202, api.post("/orders", order("x".repeat(64))).statusCode());
        assertEquals(400, api.post("/orders", order("x".repeat(65))).statusCode());
        assertEquals(
                202, api.post("/orders", order("\ud83d\ude00".repeat(64))).statusCode(), "counted as JSON Schema does");
        assertEquals(400, api.post("/orders", order("\ud83d\ude00".repeat(65))).statusCode());
    }

    @Test
    void namesEachOrderByAUrlThatNoClientTakesForAnother() {
        for (String orderNo : List.of("...", ".a", "a/..", "%2e", "/", "?", "#", " ", "\\\\")) {
            HttpResponse<String> answer = api.post("/orders", order(orderNo));
            String location = answer.headers().firstValue("Location").orElseThrow();
            assertEquals(
                    location,
                    URI.create("http://a/").resolve(location).normalize().getRawPath(),
                    orderNo);
            assertTrue(location.matches("/orders/[-._~%A-Za-z0-9]+"), location);
        }
    }

    private static String order(String orderNo) {
        return "{\"OrderNo\":\"" + orderNo + "\",\"Customer\":\"J\"}";
    }

    @Test
    void refusesParametersOfPosts() {
        assertEquals(400, api.post("/app?limit=1", "").statusCode());
        assertEquals(400, api.post("/likes?x=1", "{\"movieId\":\"a\"}").statusCode());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
