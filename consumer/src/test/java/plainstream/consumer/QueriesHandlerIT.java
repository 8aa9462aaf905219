package plainstream.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.Item;
import plainstream.consumer.function.TimestampShards;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonObject;
import plainstream.consumer.json.JsonValue;
import plainstream.consumer.log.LogLines;

/** Lists and items. */
class QueriesHandlerIT extends QueriesFunction {
    @Test
    void listsTimestampsNewestFirstAcrossDays() throws IOException {
        List<String> newestFirst = new ArrayList<>();
        for (String day : List.of("2026-11-21", "2026-11-20", "2026-11-02", "2026-09-01")) {
            for (int i = 9; i >= 0; i--) {
                timestamp(day, day + "T00:00:0" + i + ".000000Z", day + "-" + i);
                newestFirst.add(day + "-" + i);
            }
        }
        for (int limit : new int[] {1, 3, 10, 20, 40, 100}) {
            assertEquals(newestFirst, ids("/app", limit), "limit " + limit);
        }
        assertEquals(
                20, body("/app", Map.of()).member("items").asArray().elements().size());
    }

    /** The number of shards grew from one to four, and to eight, while it was in use; two records came again meanwhile. */
    @Test
    void mergesTheShardsOfADayHoweverManyThereWere() throws IOException {
        List<String> newestFirst = new ArrayList<>();
        for (String day : List.of("2026-11-21", "2026-11-20")) {
            for (int i = 29; i >= 0; i--) {
                String id = day + "-" + i;
                String at = day + "T00:00:%02d.000000Z".formatted(i);
                timestamp(new TimestampShards(i < 10 ? 1 : i < 20 ? 4 : 8).key(day, id), at, id);
                newestFirst.add(id);
            }
            timestamp(new TimestampShards(8).key(day, day + "-3"), day + "T00:00:03.000000Z", day + "-3");
            timestamp(new TimestampShards(4).key(day, day + "-15"), day + "T00:00:15.000000Z", day + "-15");
        }
        environment.put("TIMESTAMP_SHARDS", "8");
        for (int limit : new int[] {4, 30, 100}) {
            assertEquals(newestFirst, ids("/app", limit), "limit " + limit);
        }
        assertEquals(200, status("/app/2026-11-20-25"));
    }

    @Test
    void showsATimestampWithoutItsKeys() throws IOException {
        timestamp("2026-11-21", "2026-11-21T00:00:00.000000Z", "abc");
        String expected =
                "{\"id\":\"abc\",\"timestamp\":\"2026-11-21T00:00:00.000000Z\",\"clientIp\":\"192.0.2.7\",\"protocol\":\"HTTP/1.1\","
                        + "\"acceptedAt\":\"a\"}";
        assertEquals(expected, get("/app/abc", Map.of()).member("body").asString());
        assertEquals("{\"items\":[" + expected + "],\"next\":null}", fixed(get("/app", Map.of())));
    }

    /** Nothing beyond the cursor is known, so that the text of next may be either. */
    private static String fixed(JsonObject response) {
        String body = response.member("body").asString();
        return body.replaceAll("\"next\":\"[^\"]*\"", "\"next\":null");
    }

    @Test
    void endsTheListOfAnEmptyTableAtOnce() throws IOException {
        assertEquals(
                "{\"items\":[],\"next\":null}",
                get("/app", Map.of()).member("body").asString());
    }

    @Test
    void pagesLikesAndHidesWatermarks() throws IOException {
        for (int i = 0; i < 7; i++) {
            tables.put(
                    "likes",
                    new Item().with("movieId", "tt" + i).with("likes", i + 1).with("o#0#events#0", 5));
        }
        assertEquals(
                "{\"movieId\":\"tt3\",\"likes\":4}",
                get("/likes/tt3", Map.of()).member("body").asString());
        assertEquals(
                "{\"movieId\":\"none\",\"likes\":0}",
                get("/likes/none", Map.of()).member("body").asString());
        assertEquals(7, ids("/likes", 2).stream().distinct().count());
        assertEquals(7, ids("/likes", 7).size());
    }

    @Test
    void showsOrdersWithTheirNativeTypes() throws IOException {
        tables.put(
                "orders", new Item().with("OrderNo", "SO 1/ä").with("Units", 96).with("Customer", "Jones"));
        assertEquals(
                "{\"OrderNo\":\"SO 1/ä\",\"Customer\":\"Jones\",\"Units\":96}",
                get("/orders/SO%201%2F%C3%A4", Map.of()).member("body").asString());
        assertEquals(404, status("/orders/none"));
    }

    @Test
    void endsAPageBeforeItOutgrowsTheLoadBalancer() throws IOException {
        for (int i = 0; i < 30; i++) {
            tables.put("orders", new Item().with("OrderNo", "SO-" + i).with("blob", "\"".repeat(60_000)));
        }
        assertEquals(30, ids("/orders", 100).stream().distinct().count());
    }

    /** So that a read is found beside the events of its trace. */
    @Test
    void writesTheTraceOfARequestIntoItsLine() throws IOException {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String headers = "{\"traceparent\":[\"" + trace + "\"],\"x-amzn-trace-id\":[\"Root=1-a\"]}";
        String event = "{\"httpMethod\":\"GET\",\"path\":\"/likes/tt1\",\"multiValueHeaders\":%s}";
        try (LogLines log = new LogLines(QueriesHandler.class)) {
            invoke(event.formatted(headers).getBytes(UTF_8));
            invoke(event.formatted("{}").getBytes(UTF_8));
            assertTrue(log.json().getFirst().endsWith(",\"traceparent\":\"" + trace + "\"}"), log.json()::toString);
            assertTrue(log.json().getLast().contains("\"path\":\"/likes/tt1\",\"status\":200,"), log.json()::toString);
            assertFalse(log.json().getLast().contains("traceparent"), log.json()::toString);
        }
    }

    private void timestamp(String day, String timestamp, String id) {
        Item item = new Item()
                .with("day", day)
                .with("at", timestamp + "#" + id)
                .with("id", id)
                .with("timestamp", timestamp);
        tables.put(
                "timestamps",
                item.with("clientIp", "192.0.2.7").with("protocol", "HTTP/1.1").with("acceptedAt", "a"));
    }

    /** The first member of every item, page by page to the end. */
    private List<String> ids(String path, int limit) throws IOException {
        List<String> ids = new ArrayList<>();
        Map<String, List<String>> parameters = Map.of("limit", List.of("" + limit));
        for (int pages = 0; pages < 100; pages++) {
            JsonObject body = body(path, parameters);
            for (JsonValue item : body.member("items").asArray().elements()) {
                ids.add(item.asObject().members().values().iterator().next().asString());
            }
            if (body.member("next").kind() == plainstream.consumer.json.JsonKind.NULL) {
                return ids;
            }
            parameters = Map.of(
                    "limit",
                    List.of("" + limit),
                    "cursor",
                    List.of(body.member("next").asString()));
        }
        throw new AssertionError("the list never ends");
    }

    private JsonObject body(String path, Map<String, List<String>> parameters) throws IOException {
        JsonObject response = get(path, parameters);
        assertTrue(response.member("body").asString().length() < 1_000_000);
        return Json.parse(response.member("body").asString().getBytes(UTF_8)).asObject();
    }
}
