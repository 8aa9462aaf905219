package plainstream.api.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {
    private static final int MAX_BYTES = 16 * 1024;

    @Test
    void readsEveryKindOfValueInOrder() throws FlatJsonException {
        assertEquals(
                List.of(
                        new Member("s", Member.Kind.STRING, "x"),
                        new Member("n", Member.Kind.NUMBER, "-1.50E+07"),
                        new Member("t", Member.Kind.BOOLEAN, "true"),
                        new Member("f", Member.Kind.BOOLEAN, "false"),
                        new Member("0", Member.Kind.NULL, "null")),
                read(" { \"s\" : \"x\",\t\"n\":-1.50E+07,\r\n\"t\":true,\"f\":false,\"0\":null } \n"));
    }

    @Test
    void readsTheEmptyObject() throws FlatJsonException {
        assertEquals(List.of(), read("{}"));
    }

    @Test
    void decodesEveryEscape() throws FlatJsonException {
        assertEquals(
                "\"\\/\b\f\n\r\t\u0000\u00e9\ud83d\ude00$1\\",
                read("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u00E9\\ud83d\\ude00$1\\\\\"}")
                        .getFirst()
                        .text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "1", "10", "1.0", "1e5", "1E-5", "123456789012345678901234567890"})
    void keepsNumbersAsWritten(String number) throws FlatJsonException {
        assertEquals(number, read("{\"a\":" + number + "}").getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "{",
                "}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":1e}",
                "{\"a\":0x1}",
                "{\"a\":NaN}",
                "{\"a\":-}",
                "{\"a\":True}",
                "{\"a\":nul}",
                "{\"a\":truefalse}",
                "{\"a\":\"x}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":[]}",
                "{\"a\":{}}",
                "{\"a\":1}\u00a0",
                "\ufeff{}",
                "{\"a\":1/**/}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{1:2}",
                "{true:1}",
                "{\"a\"::1}"
            })
    void refuses(String text) {
        assertThrows(FlatJsonException.class, () -> read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b~/\":}| /b~0~1 | expected a string, number, boolean or null at line 1, column 14",
                "{\"a\":1,\"a\":2}  | /a      | this member occurs twice at line 1, column 8",
                "{\"a\":[1]}        | /a      | expected a string, number, boolean or null at line 1, column 6",
                "[1]                | ``      | expected an object at line 1, column 1",
                "{\"a\":1} x        | ``      | expected nothing after the object at line 1, column 9",
                "{\"a\":\"x          | /a      | expected a string, number, boolean or null at line 1, column 6"
            })
    void saysWhere(String text, String pointer, String message) {
        FlatJsonException fault = assertThrows(FlatJsonException.class, () -> read(text));
        assertEquals(pointer, fault.pointer());
        assertEquals(message, fault.getMessage());
    }

    @Test
    void countsLinesAndColumns() {
        FlatJsonException fault = assertThrows(FlatJsonException.class, () -> read("{\n\"a\": 1,\n  ?}"));
        assertTrue(fault.getMessage().endsWith("at line 3, column 3"), fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xc0, 0xc1, 0xe0, 0xed, 0xf5, 0xff})
    void refusesWhatIsNoUtf8(int octet) {
        byte[] bytes = "{\"a\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        bytes[6] = (byte) octet;
        FlatJsonException fault = assertThrows(FlatJsonException.class, () -> FlatJson.read(bytes));
        assertTrue(fault.getMessage().startsWith("not UTF-8"), fault.getMessage());
    }

    @Test
    void refusesUtf8CutShort() {
        assertThrows(FlatJsonException.class, () -> FlatJson.read(new byte[] {'{', '}', (byte) 0xe2, (byte) 0x82}));
    }

    @Test
    void limitsTheMembers() throws FlatJsonException {
        assertEquals(FlatJson.MAX_MEMBERS, read(wide(FlatJson.MAX_MEMBERS)).size());
        assertThrows(FlatJsonException.class, () -> read(wide(FlatJson.MAX_MEMBERS + 1)));
    }

    private static String wide(int members) {
        return IntStream.range(0, members)
                .mapToObj(i -> "\"m" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Sixteen times the largest body on a stack of 64 kB: whatever recursed per character would overflow it. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\\n", "\\u0041", "\\\\", "x\\n", "\u20ac", "\\u00"})
    void doesNotGrowTheStack(String unit) throws InterruptedException {
        String text = "{\"a\":\"" + unit.repeat(16 * MAX_BYTES / unit.length()) + "\"}";
        survives(text);
        survives("{\"a\":" + "9".repeat(16 * MAX_BYTES) + "}");
        survives(" ".repeat(16 * MAX_BYTES) + "{}");
        survives("{".repeat(16 * MAX_BYTES));
        survives("{\"a\":" + "[".repeat(16 * MAX_BYTES));
    }

    private static void survives(String text) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        read(text);
                    } catch (FlatJsonException e) {
                        // Refused in order.
                    } catch (Throwable e) {
                        thrown.set(e);
                    }
                },
                "small stack",
                64 << 10);
        thread.start();
        thread.join();
        assertEquals(null, thrown.get());
    }

    private static List<Member> read(String text) throws FlatJsonException {
        return FlatJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
