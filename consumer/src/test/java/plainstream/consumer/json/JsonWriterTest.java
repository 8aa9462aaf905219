package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
    @Test
    void setsCommas() {
        JsonWriter out = new JsonWriter()
                .beginObject()
                .name("a")
                .beginArray()
                .number(1)
                .string("x")
                .nul()
                .endArray();
        out.name("b")
                .bool(true)
                .name("c")
                .beginObject()
                .endObject()
                .name("d")
                .raw("[]".getBytes(UTF_8))
                .endObject();
        assertEquals("{\"a\":[1,\"x\",null],\"b\":true,\"c\":{},\"d\":[]}", text(out));
    }

    @Test
    void writesNoCommaAfterAColonInAString() {
        assertEquals(
                "[\":\",\"[\",\"{\"]",
                text(new JsonWriter()
                        .beginArray()
                        .string(":")
                        .string("[")
                        .string("{")
                        .endArray()));
    }

    @Test
    void escapesWhatMustBe() {
        String text = "\"\\\n\r\t\u0000\u001f\u007f";
        assertEquals("\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\\u007f\"", text(new JsonWriter().string(text)));
    }

    @Test
    void readsBackEveryCharacter() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
            all.appendCodePoint(c);
        }
        all.append("\ud800x\udc00");
        byte[] json = new JsonWriter().string(all.toString()).toBytes();
        assertEquals(all.toString(), Json.parse(json).asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2", "01", "NaN", "1\"", "1\u0100", "\uff11"})
    void refusesNumbersThatAreNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> new JsonWriter().number(text));
    }

    private static String text(JsonWriter out) {
        return new String(out.toBytes(), UTF_8);
    }
}
