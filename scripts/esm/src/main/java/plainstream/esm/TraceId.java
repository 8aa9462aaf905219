package plainstream.esm;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** X-Ray's trace header: {@code Root=1-<epoch seconds, 8 hex digits>-<24 random hex digits>}. */
public final class TraceId {
    private static final RandomGenerator RANDOM = new java.security.SecureRandom();

    private TraceId() {}

    public static String create() {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        return "Root=1-%08x-%s"
                .formatted(Instant.now().getEpochSecond(), HexFormat.of().formatHex(random));
    }
}
