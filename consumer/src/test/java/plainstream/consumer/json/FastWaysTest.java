package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader does in one step where it can, and that each of its steps asks for the right kind. */
class FastWaysTest {
    private static final byte[] NAME = "name".getBytes(ISO_8859_1);

    @Test
    void goesToTheNextNameInOneComparison() {
        JsonReader reader = after("{\"a\":1,\"name\":2}");
        assertTrue(reader.isNext(NAME));
        assertEquals("name", reader.name());
        assertEquals(2, reader.longValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}",
                "{\"a\":1,\"name\"",
                "{\"a\":1,\"name\":",
                "{\"a\":1 ,\"name\":2}",
                "{\"a\":1, \"name\":2}",
                "{\"a\":1,\"name\" :2}",
                "{\"a\":1,\"nama\":2}",
                "{\"a\":1,\"xame\":2}",
                "{\"a\":1,\"nam\":2222}",
                "{\"a\":1,\"names\":2}",
                "{\"a\":1;\"name\":2}",
                "{\"a\":1,'name\":2}",
                "{\"a\":1,\"name':2}",
                "{\"a\":1,\"name\";2}"
            })
    void leavesEveryOtherTextAsItIs(String text) {
        JsonReader reader = after(text);
        int before = reader.at;
        assertEquals(text.equals("{\"a\":1,\"name\":"), reader.isNext(NAME));
        assertTrue(reader.at == before || text.endsWith(":"));
    }

    @Test
    void comparesNamesByteForByte() {
        JsonReader reader = reader("{\"name\":1,\"n\\u0061me\":2}");
        assertTrue(reader.beginObject());
        for (String other : new String[] {"namf", "oame", "nam", "names", ""}) {
            assertFalse(reader.nameIs(other.getBytes(ISO_8859_1)), other);
        }
        assertTrue(reader.nameIs(NAME));
        reader.skip();
        reader.nextMember();
        assertTrue(reader.nameIs(NAME));
        assertFalse(reader.nameIs("n\\u0061me".getBytes(ISO_8859_1)));
    }

    @Test
    void givesTheSameNameForARepeatedOne() {
        JsonReader reader = reader("{\"name\":1,\"name\":2,\"names\":3,\"nam\":4}");
        Repeated names = new Repeated();
        reader.beginObject();
        String first = reader.name(names);
        assertEquals("name", first);
        reader.skip();
        reader.nextMember();
        assertSame(first, reader.name(names));
        for (String expected : new String[] {"names", "nam"}) {
            reader.skip();
            reader.nextMember();
            assertEquals(expected, reader.name(names));
        }
    }

    @Test
    void matchesARepeatedTextUpToItsMark() {
        Repeated repeated = new Repeated();
        assertEquals(0, repeated.match(latin1("\""), 0));
        assertEquals(-1, repeated.match(latin1(""), 0));
        repeated.remember("ab", latin1("xab\""), 1, 3);
        assertEquals("ab", repeated.text());
        assertEquals(2, repeated.match(latin1("ab\""), 0));
        assertEquals(3, repeated.match(latin1("xab\""), 1));
        for (String other : new String[] {"ab", "abc\"", "aX\"", "Xb\"", "a\"", "\""}) {
            assertEquals(-1, repeated.match(latin1(other), 0), other);
        }
    }

    @Test
    void readsBytesTheFastWayAndTheSlow() {
        for (String text : new String[] {"[1,-2,255]    ", "[1, -2, 255]", "[ 1,-2,255 ]", "[1e0,-2,255]  "}) {
            assertArrayEquals(new byte[] {1, -2, -1}, reader(text).byteArray(), text);
        }
        assertArrayEquals(new byte[0], reader("[]").byteArray());
        assertArrayEquals(new byte[0], reader("[ ]     ").byteArray());
        JsonReader two = reader("[[1 ],[2,3 ],[4]]     ");
        two.beginArray();
        assertArrayEquals(new byte[] {1}, two.byteArray());
        two.nextElement();
        assertArrayEquals(new byte[] {2, 3}, two.byteArray());
        two.nextElement();
        assertArrayEquals(new byte[] {4}, two.byteArray());
        assertFalse(two.nextElement());
        assertThrows(JsonShapeException.class, () -> reader("[1,256 ]").byteArray());
    }

    @Test
    void asksForTheRightKind() {
        refuses("1", JsonReader::string);
        refuses("1", reader -> reader.string(new Repeated()));
        refuses("1", JsonReader::base64);
        refuses("\"1\"", JsonReader::number);
        refuses("\"1\"", JsonReader::longValue);
        refuses("null", JsonReader::booleanValue);
        refuses("1", JsonReader::beginArray);
        refuses("{}", JsonReader::beginArray);
        refuses("[]", JsonReader::beginObject);
        refuses("\"1\"       ", JsonReader::byteArray);
        refuses("111111111", JsonReader::byteArray);
        refuses("{1]         ", JsonReader::byteArray);
        refuses("{QUJD\"", JsonReader::base64);
    }

    private static void refuses(String text, Function<JsonReader, Object> read) {
        assertThrows(JsonShapeException.class, () -> read.apply(reader(text)), text);
        assertThrows(JsonShapeException.class, () -> read.apply(reader(" " + text)), text);
    }

    @Test
    void readsLiterals() {
        assertTrue(reader("true").booleanValue());
        assertFalse(reader(" false").booleanValue());
        assertTrue(reader(" null").nullValue());
        JsonReader reader = reader("1");
        assertFalse(reader.nullValue());
        assertEquals(1, reader.longValue());
        assertThrows(JsonSyntaxException.class, () -> reader("truf").booleanValue());
        assertThrows(JsonSyntaxException.class, () -> reader("nul").nullValue());
    }

    /** What is left is no longer deep. */
    @Test
    void countsDepthNotBrackets() {
        String flat = IntStream.range(0, 1_000).mapToObj(i -> "[{}]").collect(Collectors.joining(","));
        reader("[" + flat + "]").skip();
        assertThrows(JsonSyntaxException.class, () -> reader("[".repeat(300)).skip());
    }

    @Test
    void refusesWhatIsNotUtf8UpToTheEndOfTheText() {
        for (byte[] bad : new byte[][] {
            {(byte) 0xC3},
            {(byte) 0xC1, (byte) 0x80},
            {(byte) 0xF5, (byte) 0x80},
            {(byte) 0xE2, (byte) 0x82},
            {(byte) 0xE2, (byte) 0x82, 'x'},
            {(byte) 0xF0, (byte) 0x9F, (byte) 0x98, 'x'}
        }) {
            byte[] text = new byte[bad.length + 1];
            text[0] = '"';
            System.arraycopy(bad, 0, text, 1, bad.length);
            String problem = assertThrows(JsonSyntaxException.class, () -> new JsonReader(text).string())
                    .problem();
            assertEquals("not UTF-8", problem);
        }
        String unclosed = assertThrows(
                        JsonSyntaxException.class, () -> reader("\"\u00e9").string())
                .problem();
        assertFalse(unclosed.contains("UTF-8"), unclosed);
        String control = assertThrows(
                        JsonSyntaxException.class, () -> reader("\"\0\"").string())
                .problem();
        assertEquals("a control character must be escaped", control);
        assertEquals(
                "\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff",
                reader("\"\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff\"").string());
    }

    /** A reader that has read the first member. */
    private static JsonReader after(String text) {
        JsonReader reader = reader(text);
        reader.beginObject();
        reader.longValue();
        return reader;
    }

    private static JsonReader reader(String text) {
        return new JsonReader(text.getBytes(UTF_8));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
