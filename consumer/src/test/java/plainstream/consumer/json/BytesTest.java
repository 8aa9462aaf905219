package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast ways are taken where they can be, and leave to the slow ones what is unusual. */
class BytesTest {
    /** What follows in any event: the fast way looks a little ahead. */
    private static final String REST = "}]}]}";

    private final Bytes bytes = new Bytes();

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "10", "99", "100", "255", "-1", "-128", "-0", "0,0", "1,22,255,-128,-9"})
    void takesUsualNumbers(String numbers) {
        assertEquals(numbers.length(), bytes.numbers(latin1(numbers + "]" + REST), 0));
        String[] texts = numbers.split(",");
        byte[] expected = new byte[texts.length];
        for (int i = 0; i < texts.length; i++) {
            expected[i] = (byte) Integer.parseInt(texts[i]);
        }
        assertArrayEquals(expected, bytes.copy());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "]", ",1]", "1,]", "256]", "-129]", "00]", "01]", "-01]", "1000]", " 1]", "1 ]", "1, 2]", "-]", "--1]",
                "/]", ":]", "1/]", "1:]", "1a]", "1}"
            })
    void leavesUnusualNumbersToTheSlowWay(String text) {
        assertEquals(-1, bytes.numbers(latin1(text + REST), 0));
    }

    @Test
    void looksFourBytesAhead() {
        assertEquals(2, bytes.numbers(latin1("x1]xxx"), 1));
        assertEquals(-1, bytes.numbers(latin1("x1]xx"), 1));
    }

    @Test
    void hasRoomForAnyNumberOfNumbers() {
        for (int count : new int[] {511, 512, 513, 1_024, 1_025, 5_000}) {
            String text = IntStream.range(0, count).mapToObj(i -> "7").collect(Collectors.joining(","));
            assertEquals(text.length(), bytes.numbers(latin1(text + "]" + REST), 0));
            assertEquals(count, bytes.copy().length);
        }
    }

    @Test
    void addsWhatIsAByteSignedOrNot() {
        bytes.clear();
        for (long value : new long[] {-128, -1, 0, 127, 255}) {
            bytes.add(value, place());
        }
        assertArrayEquals(new byte[] {-128, -1, 0, 127, -1}, bytes.copy());
        assertThrows(JsonShapeException.class, () -> bytes.add(-129, place()));
        assertThrows(JsonShapeException.class, () -> bytes.add(256, place()));
        for (int i = 0; i < 1_000; i++) {
            bytes.add(1, place());
        }
        assertEquals(1_005, bytes.copy().length);
    }

    /** Straight up to the closing quotation mark, even where the text ends with it. */
    @Test
    void takesBase64OfEveryLength() {
        Random random = new Random(1);
        for (int length = 0; length < 1_600; length++) {
            byte[] raw = new byte[length];
            random.nextBytes(raw);
            String text = Base64.getEncoder().encodeToString(raw);
            Bytes fresh = new Bytes();
            assertEquals(text.length() + 1, fresh.base64(latin1("\"" + text + "\""), 1), () -> text);
            assertArrayEquals(raw, fresh.copy());
        }
    }

    @Test
    void takesZerosToo() {
        assertEquals(8, bytes.base64(latin1("AAAAAAAA\""), 0));
        assertArrayEquals(new byte[6], bytes.copy());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "QUJD",
                "QUJD}",
                "QUI=",
                "QUI=x",
                "QQ==",
                "QQ==x",
                "Q===\"",
                "====\"",
                "QU=J\"",
                "QUI\"",
                "Q\"",
                "Q!I=\"",
                "!UI=\"",
                "QU!=\"",
                "\\/JD\"",
                "QUJ\u00e9\"",
                "QUJDQU"
            })
    void leavesUnusualBase64ToTheSlowWay(String text) {
        assertEquals(-1, bytes.base64(latin1(text), 0));
    }

    private static Place place() {
        return new Place(new byte[0], 0);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
