package plainstream.consumer.dynamodb;

/**
 * What DynamoDB's numbers can hold: 38 significant digits, and zero or a magnitude of 1e-130 to 9.99…e125.
 *
 * <p>Counted on the text, in one pass: a {@code BigDecimal} of a hostile text takes more than linear time.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">AWS: data
 *     types</a>
 */
public final class NumberRange {
    private static final int MAX_DIGITS = 38;
    private static final long LEAST_MAGNITUDE = -130;
    private static final long MOST_MAGNITUDE = 125;
    private static final int MAX_EXPONENT_DIGITS = 9;

    private NumberRange() {}

    /**
     * Tells whether a number can be stored exactly.
     *
     * @param json a number as RFC 8259 writes it
     * @return false if it is too large, too small or too precise
     */
    public static boolean fits(String json) {
        int end = Math.max(json.indexOf('e'), json.indexOf('E'));
        end = end < 0 ? json.length() : end;
        int first = -1;
        int last = -1;
        int seen = 0;
        int whole = -1;
        for (int i = 0; i < end; i++) {
            char c = json.charAt(i);
            if (c == '.') {
                whole = seen;
            } else if (c != '-') {
                first = c != '0' && first < 0 ? seen : first;
                last = c != '0' ? seen : last;
                seen++;
            }
        }
        if (first < 0) {
            return true;
        }
        long magnitude = (whole < 0 ? seen : whole) - 1L - first + exponent(json, end);
        return last - first < MAX_DIGITS && magnitude >= LEAST_MAGNITUDE && magnitude <= MOST_MAGNITUDE;
    }

    /** An exponent of more digits than any text has characters is as good as infinite. */
    private static long exponent(String json, int e) {
        if (e == json.length()) {
            return 0;
        }
        boolean negative = json.charAt(e + 1) == '-';
        int from = negative || json.charAt(e + 1) == '+' ? e + 2 : e + 1;
        while (from < json.length() - 1 && json.charAt(from) == '0') {
            from++;
        }
        boolean huge = json.length() - from > MAX_EXPONENT_DIGITS;
        long value = huge ? Integer.MAX_VALUE : Long.parseLong(json.substring(from));
        return negative ? -value : value;
    }
}
