package plainstream.api.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void placesCommas() {
        Json json = Json.object()
                .member("a", "b")
                .member("n", 1)
                .name("l")
                .open('[')
                .string("x")
                .literal("null");
        json.open('{').close('}').close(']').name("o").open('{').member("p", "").close('}');
        assertEquals(
                "{\"a\":\"b\",\"n\":1,\"l\":[\"x\",null,{}],\"o\":{\"p\":\"\"}}",
                json.close('}').toString());
    }

    @Test
    void escapesWhatCouldBeACommand() {
        assertEquals(
                "\"\\\"\\\\\\n\\r\\t\\u0000\\u001b[31m\\u007f\\u0085\\u2028\\u2029\\u200b\\u202e\\ufeff\\u003c/script>\"",
                Json.quote("\"\\\n\r\t\u0000\u001b[31m\u007f\u0085\u2028\u2029\u200b\u202e\ufeff</script>"));
    }

    @Test
    void keepsOtherCharacters() {
        assertEquals("\"a\u00e9\u20ac\ud83d\ude00\u00a0/{}:,\"", Json.quote("a\u00e9\u20ac\ud83d\ude00\u00a0/{}:,"));
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        assertEquals("\"\\ufffd\\ufffdx\\ufffd\"", Json.quote("\udc00\ud800x\ud800"));
    }

    @Test
    void findsRoomForWhateverComes() {
        assertEquals("\"\"", Json.quote(""));
        assertEquals("null", new Json(0).literal("null").toString());
        for (int n = 0; n <= 40; n++) {
            String text = "a".repeat(n) + "\u20ac\ud83d\ude00".repeat(n % 5) + "a".repeat(40 - n);
            assertEquals("\"" + text + "\"", new Json(0).string(text).toString());
        }
    }

    @Test
    void addsItsBytesToOthers() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Json json = Json.object().member("a", "\u20ac").close('}');
        json.appendTo(all);
        assertEquals(11, json.length());
        assertArrayEquals(json.bytes(), all.toByteArray());
    }

    @Test
    void writesEveryStringSoThatItsOwnReaderGetsItBack() throws FlatJsonException {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0xd800; c++) {
            all.append((char) c);
        }
        byte[] text = Json.object().member("a", all.toString()).close('}').bytes();
        assertEquals(List.of(new Member("a", Member.Kind.STRING, all.toString())), FlatJson.read(text));
    }

    @Test
    void writesWholeNumbersAsJavaDoes() {
        for (long number : new long[] {0, 9, 10, 1_000_000, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            assertEquals(
                    "{\"n\":" + number + "}",
                    Json.object().member("n", number).close('}').toString());
        }
    }

    @Test
    void writesTimesToTheMillisecond() {
        assertEquals(
                "{\"t\":\"2026-11-21T03:17:32.007Z\"}",
                Json.object()
                        .time("t", Instant.parse("2026-11-21T03:17:32.007999Z"))
                        .close('}')
                        .toString());
    }

    @Test
    void writesMillisecondsWithThreeDecimals() {
        assertEquals(
                "{\"a\":12.007,\"b\":0.000}",
                Json.object().millis("a", 12_007_999).millis("b", 0).close('}').toString());
        assertEquals(
                "{\"a\":1.500}",
                new String(Json.object().millis("a", 1_500_000).close('}').bytes(), StandardCharsets.UTF_8));
    }
}
