package plainstream.api.http;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The trace that a request belongs to, as <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 * writes it: {@code 00-<trace, 32 hex digits>-<parent, 16 hex digits>-<flags, 2 hex digits>}.
 *
 * <p>What a client sends is taken over only digit by digit; anything else counts as absent, as the recommendation asks.
 */
final class Traceparent {
    private static final int LENGTH = 55;
    private static final int TRACE = 3;
    private static final int PARENT = 36;
    private static final int FLAGS = 53;
    private static final String SAMPLED = "01";

    private Traceparent() {}

    /**
     * This request's own: the sender's trace and its sampling flag with a new parent; a new trace if there is none.
     *
     * @param sent the header's values
     * @param root the load balancer's trace, {@code 1-8 hex digits-24 hex digits}, or empty; without a sent one its digits become
     *     the trace, so that both names find the same lines
     */
    static String of(List<String> sent, String root) {
        String parent = digits(ThreadLocalRandom.current().nextLong() | 1);
        if (sent.size() == 1 && isValid(sent.getFirst())) {
            String value = sent.getFirst();
            boolean sampled = (Character.digit(value.charAt(FLAGS + 1), 16) & 1) == 1;
            return "00-" + value.substring(TRACE, PARENT) + parent + (sampled ? "-01" : "-00");
        }
        return "00-" + (root.isEmpty() ? random() : root.substring(2).replace("-", "")) + "-" + parent + "-" + SAMPLED;
    }

    /** Version ff is none; a later version may go on behind the part that is known. */
    private static boolean isValid(String text) {
        return text.length() >= LENGTH
                && (text.length() == LENGTH || text.charAt(LENGTH) == '-' && !text.startsWith("00"))
                && isHex(text, 0, 2)
                && !text.startsWith("ff")
                && text.charAt(2) == '-'
                && isHex(text, TRACE, PARENT - 1)
                && isSet(text, TRACE, PARENT - 1)
                && text.charAt(PARENT - 1) == '-'
                && isHex(text, PARENT, FLAGS - 1)
                && isSet(text, PARENT, FLAGS - 1)
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, FLAGS, LENGTH);
    }

    private static boolean isHex(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** All zeros name nothing. */
    private static boolean isSet(String text, int from, int to) {
        return text.substring(from, to).chars().anyMatch(c -> c != '0');
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return digits(random.nextLong()) + digits(random.nextLong() | 1);
    }

    private static String digits(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
