package plainstream.consumer.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;

/** Decodes the two ways in which JSON carries bytes, from the text itself into one buffer that is used again and again. */
public final class Bytes {
    /** The six bits of each letter of base64, -1 for what is none. */
    private static final byte[] SIX_BITS = sixBits();

    private byte[] buffer = new byte[512];
    private int size;

    private static byte[] sixBits() {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] table = new byte[256];
        Arrays.fill(table, (byte) -1);
        for (int i = 0; i < letters.length(); i++) {
            table[letters.charAt(i)] = (byte) i;
        }
        return table;
    }

    byte[] copy() {
        return Arrays.copyOf(buffer, size);
    }

    void clear() {
        size = 0;
    }

    void add(long value, Place place) {
        if (value < -128 || value > 255) {
            throw new JsonShapeException("expected a byte (-128 to 255), found " + value, place);
        }
        ensure(size + 1);
        buffer[size++] = (byte) value;
    }

    private void ensure(int capacity) {
        if (capacity > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(capacity, 2 * buffer.length));
        }
    }

    /**
     * Decodes groups of four letters until the closing quotation mark.
     *
     * @return its offset, or -1 if there is anything unusual before it (an escape, a fault): decode the slow way then
     */
    int base64(byte[] in, int from) {
        size = 0;
        int at = from;
        int stop;
        do {
            ensure(size + 3);
            stop = at + 4 * Math.min((buffer.length - size) / 3, (in.length - at) / 4);
            at = groups(in, at, stop);
        } while (at == stop && in.length - at >= 4);
        return Lexer.byteAt(in, at) == '"' ? at : lastGroup(in, at);
    }

    /** The innermost loop, with room for all that it writes; ends early at anything but four letters. */
    private int groups(byte[] in, int from, int stop) {
        byte[] table = SIX_BITS;
        byte[] out = buffer;
        int n = size;
        int at = from;
        while (at < stop) {
            int bits = table[in[at] & 0xFF] << 18
                    | table[in[at + 1] & 0xFF] << 12
                    | table[in[at + 2] & 0xFF] << 6
                    | table[in[at + 3] & 0xFF];
            if (bits < 0) {
                break;
            }
            out[n] = (byte) (bits >> 16);
            out[n + 1] = (byte) (bits >> 8);
            out[n + 2] = (byte) bits;
            n += 3;
            at += 4;
        }
        size = n;
        return at;
    }

    /** The last group if it is padded: {@code xx==} or {@code xxx=}. */
    private int lastGroup(byte[] in, int at) {
        if (at + 4 >= in.length || in[at + 3] != '=' || in[at + 4] != '"') {
            return -1;
        }
        boolean two = in[at + 2] != '=';
        int bits = SIX_BITS[in[at] & 0xFF] << 18 | SIX_BITS[in[at + 1] & 0xFF] << 12;
        bits |= two ? SIX_BITS[in[at + 2] & 0xFF] << 6 : 0;
        if (bits < 0) {
            return -1;
        }
        ensure(size + 2);
        buffer[size++] = (byte) (bits >> 16);
        if (two) {
            buffer[size++] = (byte) (bits >> 8);
        }
        return at + 4;
    }

    /** The slow way, for a string with escapes; the errors come from here too. */
    static byte[] base64(String text, Place place) {
        try {
            return Base64.getDecoder().decode(text.getBytes(ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new JsonShapeException("expected base64: " + e.getMessage(), place);
        }
    }

    /**
     * Decodes whole numbers of up to three digits until the closing bracket.
     *
     * @return its offset, or -1 if there is anything unusual before it (white space, a fault): decode the slow way then
     */
    int numbers(byte[] in, int from) {
        int at = from;
        int n = 0;
        while (at + 4 < in.length) {
            boolean negative = in[at] == '-';
            int digit = negative ? ++at : at;
            int value = 0;
            while (digit < at + 3 && in[digit] >= '0' && in[digit] <= '9') {
                value = value * 10 + in[digit++] - '0';
            }
            int after = digit < in.length ? in[digit] : 0;
            boolean usual = digit > at && (in[at] != '0' || digit == at + 1) && value <= (negative ? 128 : 255);
            if (!usual || after != ',' && after != ']') {
                return -1;
            }
            ensure(n + 1);
            buffer[n++] = (byte) (negative ? -value : value);
            if (after == ']') {
                size = n;
                return digit;
            }
            at = digit + 1;
        }
        return -1;
    }
}
