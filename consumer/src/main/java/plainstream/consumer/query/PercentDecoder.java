package plainstream.consumer.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Percent-encoding, strictly: the load balancer passes paths and parameters on as the client wrote them. */
public final class PercentDecoder {
    private PercentDecoder() {}

    /** Decodes a segment of a path (RFC 3986); empty if a percent sign is not followed by two digits, or it is not UTF-8. */
    public static Optional<String> segment(String text) {
        return decode(text, false);
    }

    /** Decodes a name or a value of a query, where a plus sign is a space. */
    static Optional<String> parameter(String text) {
        return decode(text, true);
    }

    /** The octet that a percent sign and two digits stand for, -1 if it is not followed by them. */
    static int octet(byte[] bytes, int percent) {
        int high = percent + 2 < bytes.length ? Character.digit(bytes[percent + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[percent + 2], 16);
        return low < 0 ? -1 : high << 4 | low;
    }

    private static Optional<String> decode(String text, boolean plusIsSpace) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int octet = octet(bytes, i);
                if (octet < 0) {
                    return Optional.empty();
                }
                decoded.write(octet);
                i += 2;
            } else {
                decoded.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return utf8(decoded.toByteArray());
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
