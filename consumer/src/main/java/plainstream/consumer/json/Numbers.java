package plainstream.consumer.json;

import java.math.BigDecimal;

/** Whole numbers out of checked text. */
final class Numbers {
    /** As many digits always fit a long. */
    private static final int SAFE_DIGITS = 18;

    /** Longer texts are no whole numbers that anyone means, and arithmetic on them takes more than linear time. */
    private static final int MAX_LENGTH = 64;

    /** A text of 64 digits with an exponent beyond this is far outside the range of a long, or a zero written oddly. */
    private static final int MAX_SCALE = 100;

    private Numbers() {}

    /** The end of the digits from here if they alone are a number, and surely fit a long; else the start. */
    static int digits(byte[] in, int from) {
        int at = from;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        int after = Lexer.byteAt(in, at);
        boolean more = after == '.' || after == 'e' || after == 'E' || at - from > SAFE_DIGITS;
        boolean zero = at > from + 1 && in[from] == '0';
        return more || zero ? from : at;
    }

    static long positive(byte[] in, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + in[i] - '0';
        }
        return value;
    }

    static long toLong(byte[] in, int from, int to) {
        int start = in[from] == '-' ? from + 1 : from;
        if (to - start > SAFE_DIGITS) {
            return exact(in, from, to);
        }
        long value = 0;
        for (int i = start; i < to; i++) {
            int digit = in[i] - '0';
            if (digit < 0 || digit > 9) {
                return exact(in, from, to);
            }
            value = value * 10 + digit;
        }
        return start > from ? -value : value;
    }

    private static long exact(byte[] in, int from, int to) {
        if (to - from <= MAX_LENGTH) {
            try {
                BigDecimal number = new BigDecimal(Place.text(in, from, to));
                if (Math.abs((long) number.scale()) <= MAX_SCALE) {
                    return number.longValueExact();
                }
            } catch (ArithmeticException | NumberFormatException e) {
                throw notWhole(in, from);
            }
        }
        throw notWhole(in, from);
    }

    private static JsonShapeException notWhole(byte[] in, int from) {
        return new JsonShapeException("expected a whole number of at most 64 bits", new Place(in, from));
    }
}
