package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @ParameterizedTest
    @CsvSource({"{}, OBJECT", "[], ARRAY", "'\"\"', STRING", "1, NUMBER", "true, BOOLEAN", "null, NULL"})
    void knowsItsKind(String text, JsonKind kind) {
        assertEquals(kind, parse(text).kind());
    }

    @Test
    void isAskedForAndGivesItself() {
        JsonObject object = parse("{\"a\":[true,false,\"s\",1,null]}").asObject();
        assertSame(object, object.asObject());
        assertEquals(Optional.empty(), object.find("b"));
        JsonArray array = object.find("a").orElseThrow().asArray();
        assertTrue(array.elements().get(0).asBoolean());
        assertFalse(array.elements().get(1).asBoolean());
        assertEquals("s", array.elements().get(2).asString());
        assertEquals(1, array.elements().get(3).asNumber().asLong());
        assertThrows(JsonShapeException.class, () -> array.elements().get(4).asBoolean());
        assertThrows(JsonShapeException.class, () -> object.asArray());
    }

    /** Wherever they stand. */
    @Test
    void isEqualToTheSameValue() {
        assertEquals(parse("[1]"), parse(" [ 1]"));
        assertNotEquals(parse("[1]"), parse("[2]"));
        assertNotEquals(new Place(new byte[0], 0), "a place");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"a\":[1,{\"b\":null}],\"c\":\"\\n\"}", "[[],[true,false]]", "-1.50e3", "\"\""})
    void isWrittenAsItWasRead(String text) {
        JsonWriter out = new JsonWriter();
        parse(text).write(out);
        assertEquals(text, new String(out.toBytes(), UTF_8));
        assertEquals(text.length(), out.size());
        assertEquals(
                "[" + text + "," + text + "]",
                new String(
                        new JsonWriter()
                                .beginArray()
                                .raw(text.getBytes(UTF_8))
                                .value(parse(text))
                                .endArray()
                                .toBytes(),
                        UTF_8));
    }

    /** Section 7; and what no UTF-8 can hold, half of a surrogate pair, stays readable. */
    @Test
    void escapesWhatMustBeAndNothingElse() {
        assertEquals(
                "\"\\u0000\\u001f \\\"\\\\/~\\u007f\u0080\u07ff\u0800\uffff\"",
                written("\0\u001f \"\\/~\u007f\u0080\u07ff\u0800\uffff"));
        assertEquals("\"\\n\\r\\t\\u0008\\u000c\"", written("\n\r\t\b\f"));
        assertEquals("\"\ud800\udc00\udbff\udfffx\"", written("\ud800\udc00\udbff\udfffx"));
        assertEquals("\"\\ud83d\"", written("\ud83d"));
        assertEquals("\"\\ud83dx\"", written("\ud83dx"));
        assertEquals("\"\\ude00\\ud83d\"", written("\ude00\ud83d"));
        assertEquals("\"\\ud83d\ud83d\ude00\"", written("\ud83d\ud83d\ude00"));
    }

    @Test
    void writesBytesAsBase64AndHasRoom() {
        JsonWriter out = new JsonWriter().beginArray();
        assertSame(out, out.base64(new byte[] {1, 2, 3}));
        out.base64(new byte[1_000])
                .string("x".repeat(1_000))
                .raw("7".repeat(3_000).getBytes(UTF_8));
        String text = new String(out.endArray().toBytes(), UTF_8);
        assertTrue(text.startsWith("[\"AQID\",\"AAAA"), text);
        assertEquals(text.length(), out.size());
        assertTrue(text.contains("x\",7") && text.endsWith("7]"));
    }

    @ParameterizedTest
    @CsvSource({"'{\"\":x}', '$[\"\"]'", "'{\"a_1\":x}', $.a_1", "'{\"a-1\":x}', '$[\"a-1\"]'", "'[1,[2,x]]', '$[1][1]'"
    })
    void namesThePathToAFault(String text, String path) {
        String message =
                assertThrows(JsonSyntaxException.class, () -> parse(text)).getMessage();
        assertTrue(message.endsWith(path + ")"), message);
    }

    private static String written(String text) {
        return new String(new JsonWriter().string(text).toBytes(), UTF_8);
    }

    private static JsonValue parse(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
