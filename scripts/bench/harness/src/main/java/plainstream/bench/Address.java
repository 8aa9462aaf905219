package plainstream.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A broker's address in Kafka's answers: the host's characters, then the port as a 32-bit number.
 *
 * @param bytes as on the wire
 */
record Address(byte[] bytes) {
    private static final byte[] HOST = "127.0.0.1".getBytes(StandardCharsets.US_ASCII);

    static Address of(int port) {
        return new Address(ByteBuffer.allocate(HOST.length + Integer.BYTES)
                .put(HOST)
                .putInt(port)
                .array());
    }

    /** Replaces it wherever it stands. */
    void replaceBy(Address other, byte[] frame) {
        for (int i = 0; i + bytes.length <= frame.length; i++) {
            if (frame[i] == bytes[0] && Arrays.equals(frame, i, i + bytes.length, bytes, 0, bytes.length)) {
                System.arraycopy(other.bytes, 0, frame, i, bytes.length);
            }
        }
    }
}
