package plainstream.consumer.json;

import java.util.Base64;

/**
 * Writes JSON as UTF-8 bytes; whatever text it is given, it is escaped. Commas come by themselves.
 *
 * <p>The caller keeps the nesting right: what it begins, it ends.
 */
public final class JsonWriter {
    private final Utf8Buffer out = new Utf8Buffer();

    /** Starts an empty text. */
    public JsonWriter() {}

    /** Begins an object. */
    public JsonWriter beginObject() {
        return open('{');
    }

    /** Ends the object. */
    public JsonWriter endObject() {
        return put('}');
    }

    /** Begins an array. */
    public JsonWriter beginArray() {
        return open('[');
    }

    /** Ends the array. */
    public JsonWriter endArray() {
        return put(']');
    }

    /** Writes a member's name; its value must follow. */
    public JsonWriter name(String name) {
        return string(name).put(':');
    }

    /**
     * Writes a string.
     *
     * @param text any text; a lone surrogate is written as an escape
     */
    public JsonWriter string(String text) {
        separate();
        put('"');
        out.escape(text);
        return put('"');
    }

    /**
     * Writes a string of base64.
     *
     * @param bytes what to encode
     */
    public JsonWriter base64(byte[] bytes) {
        separate();
        return put('"').append(Base64.getEncoder().encode(bytes)).put('"');
    }

    /** Writes a number. */
    public JsonWriter number(long value) {
        return number(Long.toString(value));
    }

    /**
     * Writes a number as it was written before.
     *
     * @param text a JSON number
     * @throws IllegalArgumentException if it is none
     */
    public JsonWriter number(String text) {
        byte[] ascii = new byte[text.length()];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) Math.min(text.charAt(i), '~');
        }
        if (!isNumber(ascii)) {
            throw new IllegalArgumentException("not a JSON number: " + text);
        }
        separate();
        return append(ascii);
    }

    /** Writes a boolean. */
    public JsonWriter bool(boolean value) {
        return word(value ? "true" : "false");
    }

    /** Writes a null. */
    public JsonWriter nul() {
        return word("null");
    }

    /**
     * Writes a value that is JSON already.
     *
     * @param json one complete JSON value, in UTF-8
     */
    public JsonWriter raw(byte[] json) {
        separate();
        return append(json);
    }

    /**
     * Writes a value as it was read; numbers stay as they were written.
     *
     * @param value any value, nested no deeper than the reader allows
     */
    public JsonWriter value(JsonValue value) {
        value.write(this);
        return this;
    }

    /**
     * How long the text is so far.
     *
     * @return bytes
     */
    public int size() {
        return out.size();
    }

    /**
     * The text.
     *
     * @return a copy, in UTF-8
     */
    public byte[] toBytes() {
        return out.toBytes();
    }

    private static boolean isNumber(byte[] ascii) {
        try {
            return Lexer.number(ascii, 0) == ascii.length;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private JsonWriter open(char bracket) {
        separate();
        return put(bracket);
    }

    /** What was written last tells whether a comma is due: a string ends with a quotation mark, so nothing is ambiguous. */
    private void separate() {
        byte last = out.last();
        if (last != '{' && last != '[' && last != ':') {
            put(',');
        }
    }

    private JsonWriter word(String ascii) {
        separate();
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    private JsonWriter put(char ascii) {
        out.put(ascii);
        return this;
    }

    private JsonWriter append(byte[] bytes) {
        out.append(bytes);
        return this;
    }
}
