package plainstream.consumer.json;

import java.util.Arrays;

/** The bytes of a JSON text while it is written, and the escapes of section 7. */
final class Utf8Buffer {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The byte that was written last; an opening bracket if there is none. */
    byte last() {
        return size == 0 ? (byte) '[' : bytes[size - 1];
    }

    /** Writes a text between quotation marks that are there already. */
    void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                put(c);
            } else {
                i += special(text, i, c);
            }
        }
    }

    /** Writes what is not plain ASCII; gives how many further characters it took. */
    private int special(String text, int i, char c) {
        if (c < ' ' || c == '"' || c == '\\' || c == 0x7F) {
            escape(c);
        } else if (Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1))) {
            utf8(Character.toCodePoint(c, text.charAt(i + 1)));
            return 1;
        } else if (Character.isSurrogate(c)) {
            escape(c);
        } else {
            utf8(c);
        }
        return 0;
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    put(HEX[c >> shift & 0xF]);
                }
            }
        }
    }

    private void utf8(int c) {
        if (c >= 0x10000) {
            put((char) (0xF0 | c >> 18)).put((char) (0x80 | c >> 12 & 0x3F)).put((char) (0x80 | c >> 6 & 0x3F));
        } else if (c >= 0x800) {
            put((char) (0xE0 | c >> 12)).put((char) (0x80 | c >> 6 & 0x3F));
        } else {
            put((char) (0xC0 | c >> 6));
        }
        put((char) (0x80 | c & 0x3F));
    }

    Utf8Buffer put(char lowByte) {
        ensure(1);
        bytes[size++] = (byte) lowByte;
        return this;
    }

    void append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
