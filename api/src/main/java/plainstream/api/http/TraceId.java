package plainstream.api.http;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of requests. What a client sends is taken over only if it is exactly a trace root of AWS's form; nothing else is ever echoed. */
final class TraceId {
    private static final Pattern ROOT = Pattern.compile("(?:^|[;,] ?)Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)");
    private static final int MAX_LENGTH = 512;

    private TraceId() {}

    /** The value of {@code Root} in the first {@code X-Amzn-Trace-Id} header, or empty. */
    static String root(List<String> sent) {
        if (sent.isEmpty() || sent.getFirst().length() > MAX_LENGTH) {
            return "";
        }
        Matcher matcher = ROOT.matcher(sent.getFirst());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** A version 4 UUID to tell log lines apart. It need not be hard to guess, so it costs no secure random bytes. */
    static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
