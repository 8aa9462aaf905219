package plainstream.api.routes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import plainstream.api.http.Call;
import plainstream.api.http.Problem;
import plainstream.api.kafka.Event;
import plainstream.api.time.UtcTime;

/**
 * Makes the identities of events: random, or of the client's {@code Idempotency-Key} together with what it was used for.
 *
 * <p>Consumers count an id once. So two requests have the same id only if the second one asks for nothing new: same key, same kind of event,
 * same content. One key used for two movies makes two events, and both count.
 */
final class Identities {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Identities() {}

    static Event.Identity random(Call call, Instant now) {
        return identity(call, now, UUID.randomUUID(), false);
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /**
     * The identity of an event that a client may send again.
     *
     * @param content what the client asks for, as it always comes out the same; empty where it has no choice
     */
    static Event.Identity of(Call call, Instant now, Event.Type type, byte[] content) throws Problem {
        List<String> keys = call.values("Idempotency-key");
        if (keys.isEmpty()) {
            return random(call, now);
        }
        if (keys.size() != 1 || !isKey(keys.getFirst())) {
            throw Problem.invalid(
                    Problem.Fault.parameter("Idempotency-Key", "given once, 1 to 64 characters of [A-Za-z0-9_-]"));
        }
        return identity(call, now, hash(type.name() + "\n" + keys.getFirst() + "\n", content), true);
    }

    private static Event.Identity identity(Call call, Instant now, UUID id, boolean fromClient) {
        return new Event.Identity(id.toString(), fromClient, UtcTime.micros(now), call.trace(), call.traceparent());
    }

    /** A UUID of version 8 (RFC 9562, section 5.8): the first 122 bits of a SHA-256. No key holds a line feed, so nothing runs together. */
    private static UUID hash(String prefix, byte[] content) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(prefix.getBytes(StandardCharsets.US_ASCII));
            ByteBuffer bits = ByteBuffer.wrap(sha.digest(content));
            return new UUID(bits.getLong() & ~0xf000L | 0x8000L, bits.getLong() & ~(3L << 62) | 2L << 62);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
