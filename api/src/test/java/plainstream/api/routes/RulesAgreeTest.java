package plainstream.api.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plainstream.api.http.Problem;
import plainstream.api.json.FlatJson;
import plainstream.api.json.FlatJsonException;
import plainstream.consumer.event.InvalidRecordException;
import plainstream.consumer.event.Names;
import plainstream.consumer.json.Json;
import plainstream.consumer.json.JsonException;

/**
 * Both halves have the same rules and share no code, so the same good and bad values are fed to both. What the API takes and the consumer does
 * not would be a 202 and a dead letter.
 */
class RulesAgreeTest {
    private static final String DIGITS_38 = "12345678901234567890123456789012345678";

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "tt0111161,true",
                "a,true",
                "0,true",
                "a-_.Z9,true",
                "a..,true",
                "``,false",
                ".a,false",
                "-a,false",
                "_a,false",
                "a b,false",
                "a/b,false",
                "\u00e9,false",
                "\uff11,false"
            })
    void onMovies(String movieId, boolean good) {
        assertMovie(movieId, good);
        assertMovie(movieId + "\n", false);
        assertMovie("a".repeat(64), true);
        assertMovie("a".repeat(65), false);
    }

    private static void assertMovie(String movieId, boolean good) {
        assertEquals(good, Writes.isMovieId(movieId), "API: " + movieId);
        assertEquals(good, Names.isMovieId(movieId), "consumer: " + movieId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A-_9", "-", "a.b", "a b", "a\n", "\u00e9", "key#1"})
    void onClientsKeys(String key) {
        for (String text : new String[] {key, key.repeat(33), "k".repeat(64), "k".repeat(65)}) {
            assertEquals(Identities.isKey(text), Names.isId(text), text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0e999999999999",
                "1",
                "-1.50",
                "9.99e125",
                "1e126",
                "-1e126",
                "1e-130",
                "1e-131",
                "0.1e-129",
                "0.1e-130",
                "1E+00000000000000000125",
                "1e99999999999999999999",
                DIGITS_38,
                DIGITS_38 + "9",
                DIGITS_38 + "0000",
                "0.000" + DIGITS_38,
                "1." + DIGITS_38,
                "100000000000000000000000000000000000000.1"
            })
    void onNumbers(String number) {
        assertEquals(NumberRange.holds(number), plainstream.consumer.dynamodb.NumberRange.fits(number), number);
        String order = "{\"OrderNo\":\"1\",\"Customer\":\"J\",\"n\":" + number + "}";
        assertEquals(apiTakes(order), consumerTakes(order), order);
    }

    static Stream<String> goodOrders() {
        return Stream.of(
                        "a",
                        " ",
                        "...",
                        "S/1",
                        "\u00e9\u20ac\ud83d\ude00",
                        "\ud83d\ude00".repeat(64),
                        "x".repeat(64),
                        "\\u0000")
                .map(id -> "{\"OrderNo\":\"" + id + "\",\"Customer\":\"" + id + "\",\"a\":null,\"b\":true,\"c\":\"\"}");
    }

    @ParameterizedTest
    @MethodSource("goodOrders")
    void onGoodOrders(String order) {
        assertTrue(apiTakes(order), "API: " + order);
        assertTrue(consumerTakes(order), "consumer: " + order);
    }

    static Stream<String> badOrders() {
        Stream<String> ids = Stream.of("", ".", "..", "x".repeat(65), "\ud83d\ude00".repeat(65), "\\ud800", "\\udc00x")
                .map(id -> "{\"OrderNo\":\"" + id + "\",\"Customer\":\"J\"}");
        Stream<String> members = Stream.concat(
                        OrderRules.RESERVED.stream().map(name -> "\"" + name + "\":1"),
                        Stream.of(
                                "\"\":1",
                                "\"a\":{}",
                                "\"a\":[]",
                                "\"a\":1,\"a\":1",
                                "\"a\":01",
                                "\"a\":\"\\udc00\"",
                                many(31)))
                .map(member -> "{\"OrderNo\":\"1\",\"Customer\":\"J\"," + member + "}");
        Stream<String> shapes = Stream.of(
                "",
                "[]",
                "{}",
                "{\"OrderNo\":\"1\"}",
                "{\"Customer\":\"1\"}",
                "{\"OrderNo\":1,\"Customer\":\"J\"}",
                "{\"OrderNo\":\"1\",\"Customer\":null}");
        return Stream.of(ids, members, shapes).flatMap(orders -> orders);
    }

    private static String many(int members) {
        StringBuilder text = new StringBuilder("\"m\":1");
        for (int i = 1; i < members; i++) {
            text.append(",\"m").append(i).append("\":1");
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("badOrders")
    void onBadOrders(String order) {
        assertEquals(false, apiTakes(order), "API: " + order);
        assertEquals(false, consumerTakes(order), "consumer: " + order);
    }

    /** The consumer has no rule of names: it logs the message. So the API's is all that keeps a log line what it should be. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"Paul,true", "a-_9,true", "``,false", "1a,false", "a b,false", "a;b,false", "\u00e9,false"})
    void onNamesTheApiAlone(String name, boolean good) {
        assertEquals(good, Greetings.isName(name));
        assertEquals(false, Greetings.isName(name + "\n"));
    }

    private static boolean apiTakes(String order) {
        try {
            OrderRules.orderNo(FlatJson.read(order.getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (FlatJsonException | Problem e) {
            return false;
        }
    }

    private static boolean consumerTakes(String order) {
        try {
            plainstream.consumer.event.OrderRules.checkPosted(
                    Json.parse(order.getBytes(StandardCharsets.UTF_8)).asObject());
            return true;
        } catch (JsonException | InvalidRecordException e) {
            return false;
        }
    }
}
