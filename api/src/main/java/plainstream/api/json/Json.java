package plainstream.api.json;

import java.nio.charset.StandardCharsets;

/**
 * Writes JSON text. Whatever goes in as a string comes out as one JSON string (RFC 8259, section 7), safe in a log line, in HTML and in
 * JavaScript: control characters, quotes, {@code <}, U+2028, U+2029 and what else a terminal or a browser could take as a command are escaped;
 * half of a surrogate pair becomes U+FFFD. Commas are placed by looking at the character before.
 */
public final class Json {
    private static final String HEX = "0123456789abcdef";
    private final StringBuilder out = new StringBuilder(256);

    /** The text as a quoted string. */
    public static String quote(String text) {
        return new Json().string(text).toString();
    }

    public static Json object() {
        return new Json().open('{');
    }

    public Json open(char bracket) {
        separate();
        out.append(bracket);
        return this;
    }

    public Json close(char bracket) {
        out.append(bracket);
        return this;
    }

    public Json name(String name) {
        string(name);
        out.append(':');
        return this;
    }

    public Json member(String name, String value) {
        return name(name).string(value);
    }

    public Json member(String name, long value) {
        return name(name).literal(Long.toString(value));
    }

    /** A duration in milliseconds with three decimals, from nanoseconds. */
    public Json millis(String name, long nanos) {
        name(name);
        long micros = nanos / 1_000;
        out.append(micros / 1_000).append('.');
        int rest = (int) (micros % 1_000);
        out.append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10));
        out.append((char) ('0' + rest % 10));
        return this;
    }

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    public Json literal(String text) {
        separate();
        out.append(text);
        return this;
    }

    Json string(String text) {
        separate();
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(text, done, i);
            escape(c);
            done = i + 1;
        }
        out.append(text, done, text.length()).append('"');
        return this;
    }

    public byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void separate() {
        char last = out.isEmpty() ? '{' : out.charAt(out.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f
                ? c != '"' && c != '\\' && c != '<'
                : c > 0x9f && !Character.isSurrogate(c) && (c < 0x200b || c > 0x206f) && c != 0xfeff;
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> unicode(Character.isSurrogate(c) ? '\ufffd' : c);
        }
    }

    private void unicode(char c) {
        out.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15));
        out.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
    }
}
