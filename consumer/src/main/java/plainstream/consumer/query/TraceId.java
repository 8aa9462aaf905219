package plainstream.consumer.query;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of requests: the load balancer's trace id if it is exactly one, else a random one. Nothing else is ever echoed. */
public final class TraceId {
    private static final String ROOT = "Root=";
    private static final String FORM = "1-xxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx";
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 2L << 62;

    private TraceId() {}

    public static String of(String trace) {
        int start = trace.startsWith(ROOT) ? 0 : trace.indexOf(";" + ROOT) + 1;
        int from = start + ROOT.length();
        int to = from + FORM.length();
        boolean found = trace.startsWith(ROOT, start) && to <= trace.length();
        boolean whole = found && (to == trace.length() || trace.charAt(to) == ';');
        return whole && isRoot(trace.substring(from, to)) ? trace.substring(from, to) : random();
    }

    private static boolean isRoot(String text) {
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (FORM.charAt(i) == 'x' ? !hex : c != FORM.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** It need not be hard to guess, so that it costs a cold start no secure random bytes. */
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong() & ~0xF000L | VERSION_4, random.nextLong() & ~(3L << 62) | VARIANT).toString();
    }
}
