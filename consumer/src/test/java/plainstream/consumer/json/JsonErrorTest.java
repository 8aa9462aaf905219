package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonErrorTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{\"a\":[1,\n  2, x]}` | 2 | 6 | $.a[2]",
                "`{\"é\": tru}` | 1 | 7 | $.é",
                "`{\"a b\":{\"c\":01}}` | 1 | 14 | $[\"a b\"].c",
                "`[1` | 1 | 3 | $[0]",
                "`[[],[{},{\"x\":1,\"y\":\"\n` | 1 | 21 | $[1][1].y",
                "`{\"a\":1,\"b\":2,}` | 1 | 14 | $"
            })
    void tellsLineColumnAndPath(String text, int line, int column, String path) {
        JsonSyntaxException e = assertThrows(JsonSyntaxException.class, () -> Json.parse(text.getBytes(UTF_8)));
        assertEquals(
                line + ":" + column + " " + path,
                e.place().line() + ":" + e.place().column() + " " + e.place().path());
    }

    @Test
    void refusesNamesGivenTwiceHoweverTheyAreWritten() {
        JsonShapeException e = assertThrows(JsonShapeException.class, () -> parse("{\"a\":1,\"b\":[],\"\\u0061\":2}"));
        assertEquals(
                "the name is given twice (line 1, column 24, $.\\u0061)".replace("$.\\u0061", "$[\"\\u0061\"]"),
                e.getMessage());
    }

    @Test
    void takesTheSameNameInAnotherObject() {
        parse("{\"a\":{\"a\":{\"a\":1}}}");
    }

    @Test
    void absentIsNotNull() {
        JsonObject object = parse("{\"a\":null}").asObject();
        assertEquals(JsonKind.NULL, object.member("a").kind());
        JsonShapeException e = assertThrows(JsonShapeException.class, () -> object.member("b"));
        assertEquals("member 'b' is missing (line 1, column 1, $)", e.getMessage());
    }

    @Test
    void tellsWhatWasFoundInsteadAndWhere() {
        JsonValue value = parse("{\"order\":{\"units\":\"96\"}}")
                .asObject()
                .member("order")
                .asObject()
                .member("units");
        JsonShapeException e = assertThrows(JsonShapeException.class, value::asNumber);
        assertEquals("expected a number, found a string (line 1, column 19, $.order.units)", e.getMessage());
    }

    @Test
    void cutsAbsurdPaths() {
        String text = "{\"" + "n".repeat(100_000) + "\":" + "[".repeat(400) + "x";
        JsonSyntaxException e = assertThrows(JsonSyntaxException.class, () -> parse(text));
        assertEquals("$." + "n".repeat(64) + "[0]".repeat(15) + "…", e.place().path());
    }

    @ParameterizedTest
    @CsvSource({"1.5", "1e400", "9223372036854775808", "-9223372036854775809", "1e-1", "1e999999999", "0.1e0"})
    void refusesNumbersThatAreNoLongs(String text) {
        assertThrows(JsonShapeException.class, () -> parse(text).asNumber().asLong());
        assertThrows(JsonShapeException.class, () -> new JsonReader(text.getBytes(UTF_8)).longValue());
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "1e3,1000",
        "10.0,10",
        "1000e-3,1",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808"
    })
    void readsWholeNumbers(String text, long value) {
        assertEquals(value, parse(text).asNumber().asLong());
        assertEquals(value, new JsonReader(text.getBytes(UTF_8)).longValue());
    }

    @Test
    void keepsNumbersAsWritten() {
        assertEquals("1.950E+02", parse("1.950E+02").asNumber().text());
        assertEquals(
                "[1.950E+02]",
                new String(new JsonWriter().value(parse(" [ 1.950E+02 ] ")).toBytes(), UTF_8));
    }

    private static JsonValue parse(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
