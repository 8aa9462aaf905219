package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void pullsMembersAndSkipsOthers() {
        JsonReader reader = reader("{\"skip\":[{\"x\":[1,\"\\\"]\",null,true]}],\"off\\u0073et\":42,\"last\":{}}");
        assertTrue(reader.beginObject());
        reader.skip();
        assertTrue(reader.nextMember());
        assertTrue(reader.nameIs("offset".getBytes(ISO_8859_1)));
        assertEquals(42, reader.longValue());
        assertTrue(reader.nextMember());
        assertFalse(reader.nameIs("lass".getBytes(ISO_8859_1)));
        assertFalse(reader.beginObject());
        assertFalse(reader.nextMember());
        reader.end();
    }

    @Test
    void findsNamesOfATableInAnyOrder() {
        byte[][] names = {{'a'}, {'b'}, {'c'}};
        JsonReader reader = reader("{\"c\":0,\"a\":1,\"b\" : 2 , \"\\u0063\":3,\"d\":4,\"a\":5,\"ab\":6}");
        StringBuilder found = new StringBuilder();
        for (int i = reader.beginObject(names); i != JsonReader.NONE; i = reader.nextMember(names, i)) {
            found.append(reader.name()).append(i).append(reader.longValue()).append(' ');
        }
        assertEquals("c20 a01 b12 c23 d-14 a05 ab-16 ", found.toString());
        assertEquals(JsonReader.NONE, reader("{}").beginObject(names));
    }

    @Test
    void tellsShapeFromSyntax() {
        assertThrows(JsonShapeException.class, () -> reader("[1]").beginObject());
        assertThrows(JsonSyntaxException.class, () -> reader("x").beginObject());
    }

    @Test
    void givesTheSameObjectForARepeatedString() {
        JsonReader reader = reader("[\"events\",\"events\",\"event\",\"eventss\",\"e\\u0076ents\"]");
        Repeated topics = new Repeated();
        reader.beginArray();
        String first = reader.string(topics);
        reader.nextElement();
        assertSame(first, reader.string(topics));
        for (String expected : new String[] {"event", "eventss", "events"}) {
            reader.nextElement();
            assertEquals(expected, reader.string(topics));
        }
        assertFalse(reader.nextElement());
    }

    @Test
    void decodesBase64OfEveryLength() {
        Random random = new Random(1);
        for (int length = 0; length < 700; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = Base64.getEncoder().encodeToString(bytes);
            assertArrayEquals(bytes, base64("\"" + text + "\""));
            assertArrayEquals(bytes, base64("\"" + text.replace("/", "\\/").replace("A", "\\u0041") + "\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "\"ab=c\"", "\"a===\"", "\"ab cd\"", "\"abc-\"", "\"abcé\"", "\"====\"", "1"})
    void refusesWhatIsNotBase64(String text) {
        assertThrows(JsonShapeException.class, () -> base64(text));
    }

    @Test
    void refusesBase64WithoutEnd() {
        assertThrows(JsonSyntaxException.class, () -> base64("\"AAAA"));
        assertThrows(JsonSyntaxException.class, () -> base64("\"AA=="));
    }

    @Test
    void readsBytesSignedAndUnsigned() {
        byte[] expected = {118, -36, 0, 127, -128, -1, -128};
        assertArrayEquals(expected, reader("[118,-36,0,127,-128,255,128]").byteArray());
        assertArrayEquals(
                expected, reader("[ 118, -36 ,0,\n127,-128,2.55e2,128 ]").byteArray());
        assertArrayEquals(new byte[0], reader("[]").byteArray());
        assertArrayEquals(new byte[0], reader("[ ]").byteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[256]", "[-129]", "[1.5]", "[\"a\"]", "[null]", "{}", "[1000]"})
    void refusesWhatAreNoBytes(String text) {
        assertThrows(JsonShapeException.class, () -> reader(text).byteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1", "[1,", "[1,]", "[01]", "[-]", "[", "[1 2]", "[00]"})
    void refusesMalformedByteArrays(String text) {
        assertThrows(JsonSyntaxException.class, () -> reader(text).byteArray());
    }

    private static byte[] base64(String text) {
        JsonReader reader = reader(text);
        byte[] bytes = reader.base64();
        reader.end();
        return bytes;
    }

    private static JsonReader reader(String text) {
        return new JsonReader(text.getBytes(UTF_8));
    }
}
