package plainstream.consumer.json;

/** Turns the checked characters of a string (RFC 8259 section 7) into a Java string. */
final class Strings {
    private Strings() {}

    /** Without escapes, the bytes are the text. */
    static String decode(byte[] in, int from, int to, boolean escaped) {
        return escaped ? unescape(in, from, to) : Place.text(in, from, to);
    }

    private static String unescape(byte[] in, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int plain = at;
            while (at < to && in[at] != '\\') {
                at++;
            }
            text.append(Place.text(in, plain, at));
            if (at < to) {
                at = unescape(in, at, text);
            }
        }
        return text.toString();
    }

    private static int unescape(byte[] in, int at, StringBuilder text) {
        switch (in[at + 1]) {
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                text.append((char) Lexer.hex4(in, at + 2));
                return at + 6;
            }
            default -> text.append((char) in[at + 1]);
        }
        return at + 2;
    }
}
