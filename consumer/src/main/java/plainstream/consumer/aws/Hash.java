package plainstream.consumer.aws;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256, and HMAC (RFC 2104) made of it.
 *
 * <p>{@code javax.crypto.Mac} gives the same, but its first use costs a cold start 45 ms: it goes through all providers and checks
 * the JDK's policy files. The digest is the JDK's; HMAC is two of them.
 */
final class Hash {
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    private Hash() {}

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** {@code H(K XOR opad, H(K XOR ipad, text))}, RFC 2104 section 2. */
    static byte[] hmac(byte[] key, byte[] text) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? sha256(key) : key, BLOCK_BYTES);
        return keyed(block, OUTER, keyed(block, INNER, text));
    }

    private static byte[] keyed(byte[] block, byte pad, byte[] text) {
        byte[] padded = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        MessageDigest digest = digest();
        digest.update(padded);
        return digest.digest(text);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
