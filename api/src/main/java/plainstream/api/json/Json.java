package plainstream.api.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import plainstream.api.time.UtcTime;

/**
 * Writes JSON as the bytes that are sent. Whatever goes in as a string comes out as one JSON string (RFC 8259, section 7), safe in a log line, in
 * HTML and in JavaScript: control characters, quotes, {@code <}, U+2028, U+2029 and what else a terminal or a browser could take as a command
 * are escaped; half of a surrogate pair becomes U+FFFD. Commas are placed by looking at the byte before.
 */
public final class Json {
    private static final String HEX = "0123456789abcdef";
    /** Of one character: an escape. */
    private static final int MOST_BYTES = 6;

    private byte[] out;
    private int length;

    /** @param bytes to expect; if there are more, there is room all the same */
    public Json(int bytes) {
        out = new byte[bytes];
    }

    /** The text as a quoted string. */
    public static String quote(String text) {
        return new Json(text.length() + 2).string(text).toString();
    }

    public static Json object() {
        return new Json(256).open('{');
    }

    public Json open(char bracket) {
        separate();
        put(bracket);
        return this;
    }

    public Json close(char bracket) {
        put(bracket);
        return this;
    }

    public Json name(String name) {
        string(name);
        put(':');
        return this;
    }

    public Json member(String name, String value) {
        return name(name).string(value);
    }

    public Json member(String name, long value) {
        if (value < 0) {
            return name(name).literal(Long.toString(value));
        }
        name(name).digits(value, 1);
        return this;
    }

    /** A duration in milliseconds with three decimals, from nanoseconds. */
    public Json millis(String name, long nanos) {
        long micros = nanos / 1_000;
        name(name).digits(micros / 1_000, 1);
        put('.');
        digits(micros % 1_000, 3);
        return this;
    }

    /** {@code "2026-11-21T03:17:32.123Z"} */
    public Json time(String name, Instant time) {
        name(name).put('"');
        ascii(UtcTime.second(time));
        digits(time.getNano() / 1_000_000, 3);
        ascii("Z\"");
        return this;
    }

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    public Json literal(String text) {
        separate();
        ascii(text);
        return this;
    }

    Json string(String text) {
        separate();
        put('"');
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c < 0x80 && isPlain(c)) {
                out[length++] = (byte) c;
                continue;
            }
            reserve(MOST_BYTES + text.length() - i);
            if (isPlain(c)) {
                byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, out, length, bytes.length);
                length += bytes.length;
                i += Character.charCount(c) - 1;
            } else {
                escape((char) c);
            }
        }
        put('"');
        return this;
    }

    public byte[] bytes() {
        return Arrays.copyOf(out, length);
    }

    /** In bytes, so far. */
    public int length() {
        return length;
    }

    /** Adds the text as it is so far. */
    public void appendTo(ByteArrayOutputStream target) {
        target.write(out, 0, length);
    }

    @Override
    public String toString() {
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private void separate() {
        char last = length == 0 ? '{' : (char) out[length - 1];
        if (last != '{' && last != '[' && last != ':') {
            put(',');
        }
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7f
                ? c != '"' && c != '\\' && c != '<'
                : c > 0x9f && (c < 0xd800 || c > 0xdfff) && (c < 0x200b || c > 0x206f) && c != 0xfeff;
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> ascii("\\" + c);
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            default -> unicode(Character.isSurrogate(c) ? '\ufffd' : c);
        }
    }

    private void unicode(char c) {
        ascii("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX.charAt(c >> shift & 15));
        }
    }

    /** At least so many, with zeros in front. */
    private void digits(long value, int least) {
        if (value > 9 || least > 1) {
            digits(value / 10, least - 1);
        }
        put((char) ('0' + value % 10));
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[length++] = (byte) text.charAt(i);
        }
    }

    /** One byte. */
    private void put(char c) {
        reserve(1);
        out[length++] = (byte) c;
    }

    private void reserve(int bytes) {
        if (out.length - length < bytes) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + bytes));
        }
    }
}
