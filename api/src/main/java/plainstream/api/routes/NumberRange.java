package plainstream.api.routes;

/**
 * Whether a JSON number fits a DynamoDB number: 38 significant digits, zero or a magnitude from 1e-130 to 9.99…e125
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">DynamoDB's limits</a>).
 *
 * <p>Judged on the text: making a {@code BigDecimal} of 16 KiB of digits would cost a client's one request much more than reading it.
 */
final class NumberRange {
    private static final int MAX_DIGITS = 38;
    private static final int LEAST_EXPONENT = -130;
    private static final int MOST_EXPONENT = 125;

    private NumberRange() {}

    /** @param number as RFC 8259 writes numbers */
    static boolean holds(String number) {
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        String mantissa = e < 0 ? number : number.substring(0, e);
        mantissa = mantissa.startsWith("-") ? mantissa.substring(1) : mantissa;
        int point = mantissa.indexOf('.');
        String digits = point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1);
        int first = firstNonZero(digits);
        if (first == digits.length()) {
            return true;
        }
        long magnitude =
                (point < 0 ? digits.length() : point) - 1L - first + exponent(e < 0 ? "0" : number.substring(e + 1));
        return lastNonZero(digits) - first < MAX_DIGITS && magnitude >= LEAST_EXPONENT && magnitude <= MOST_EXPONENT;
    }

    // An exponent beyond any body's length is as good as infinite.
    private static long exponent(String text) {
        String digits = text.substring(text.startsWith("-") || text.startsWith("+") ? 1 : 0);
        String significant = digits.substring(firstNonZero(digits));
        long value = significant.length() > 9 ? Integer.MAX_VALUE : Long.parseLong("0" + significant);
        return text.startsWith("-") ? -value : value;
    }

    private static int firstNonZero(String digits) {
        int i = 0;
        while (i < digits.length() && digits.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int lastNonZero(String digits) {
        int i = digits.length() - 1;
        while (digits.charAt(i) == '0') {
            i--;
        }
        return i;
    }
}
