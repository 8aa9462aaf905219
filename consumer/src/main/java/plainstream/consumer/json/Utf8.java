package plainstream.consumer.json;

/** UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /**
     * Checks the character of two to four bytes that starts here.
     *
     * @return the offset after it
     */
    static int character(byte[] in, int at) {
        int first = in[at] & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > in.length || !secondFits(first, in[at + 1] & 0xFF)) {
            throw invalid(in, at);
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((in[i] & 0xC0) != 0x80) {
                throw invalid(in, at);
            }
        }
        return at + length;
    }

    /** The second byte alone tells overlong forms, surrogates and too large numbers. */
    private static boolean secondFits(int first, int second) {
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }

    private static JsonSyntaxException invalid(byte[] in, int at) {
        return new JsonSyntaxException("not UTF-8", in, at);
    }
}
