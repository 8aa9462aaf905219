package plainstream.consumer.json;

/**
 * The smallest pieces of the grammar: white space, literals, numbers, strings.
 *
 * <p>Each method takes the text and an offset and gives the offset after the piece, or throws. They are static loops over
 * an array, because the JIT compiler that Lambda runs with (C1 only) makes those fast and little else.
 */
final class Lexer {
    /** What stands after the last byte; no byte has this value. */
    static final int END = 128;

    private Lexer() {}

    static int byteAt(byte[] in, int at) {
        return at < in.length ? in[at] : END;
    }

    /** Section 2: {@code ws = *( %x20 / %x09 / %x0A / %x0D )}. */
    static int space(byte[] in, int from) {
        int at = from;
        while (at < in.length && in[at] <= ' ' && isSpace(in[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Section 3: {@code false}, {@code null}, {@code true}. */
    static int literal(byte[] in, int from, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (byteAt(in, from + i) != word[i]) {
                throw new JsonSyntaxException("not a JSON value", in, from);
            }
        }
        return from + word.length;
    }

    /** Section 6: {@code number = [ minus ] int [ frac ] [ exp ]}. */
    static int number(byte[] in, int from) {
        int at = byteAt(in, from) == '-' ? from + 1 : from;
        at = byteAt(in, at) == '0' ? at + 1 : digits(in, at);
        if (byteAt(in, at) == '.') {
            at = digits(in, at + 1);
        }
        int c = byteAt(in, at);
        if (c == 'e' || c == 'E') {
            int sign = byteAt(in, at + 1);
            at = digits(in, sign == '+' || sign == '-' ? at + 2 : at + 1);
        }
        return at;
    }

    private static int digits(byte[] in, int from) {
        int at = from;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new JsonSyntaxException("a digit is missing", in, at);
        }
        return at;
    }

    /**
     * Section 7: the characters of a string, from after the opening quotation mark.
     *
     * @param escapes is told whether there are any
     * @return the offset of the closing quotation mark
     */
    static int string(byte[] in, int from, Escapes escapes) {
        int at = from;
        escapes.some = false;
        while (at < in.length) {
            int b = in[at];
            if (b == '"') {
                return at;
            }
            if (b >= ' ' && b != '\\') {
                at++;
            } else {
                escapes.some |= b == '\\';
                at = b == '\\' ? escape(in, at) : character(in, at);
            }
        }
        throw new JsonSyntaxException("the string has no end", in, at);
    }

    private static int character(byte[] in, int at) {
        if (in[at] >= 0) {
            throw new JsonSyntaxException("a control character must be escaped", in, at);
        }
        return Utf8.character(in, at);
    }

    /** Section 7: {@code escape ( %x22 / %x5C / %x2F / %x62 / %x66 / %x6E / %x72 / %x74 / %x75 4HEXDIG )}. */
    private static int escape(byte[] in, int at) {
        switch (byteAt(in, at + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 2;
            }
            case 'u' -> {
                hex4(in, at + 2);
                return at + 6;
            }
            default -> throw new JsonSyntaxException("no such escape", in, at);
        }
    }

    static int hex4(byte[] in, int from) {
        int value = 0;
        for (int at = from; at < from + 4; at++) {
            int digit = Character.digit(byteAt(in, at), 16);
            if (digit < 0) {
                throw new JsonSyntaxException("four hexadecimal digits must follow \\u", in, Math.min(at, in.length));
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
