package plainstream.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One HTTP/1.1 answer as its bytes come in: just enough of RFC 9112 to know where it ends, so that the generator takes as
 * little of the two cores as it can.
 */
final class Answer {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int UNKNOWN = -1;

    private byte[] bytes = new byte[2048];
    private int length;
    private int bodyAt = UNKNOWN;
    private int contentLength = UNKNOWN;

    /** Takes what was read; true when the answer is complete. */
    boolean add(ByteBuffer read) {
        int from = length;
        length += read.remaining();
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Integer.highestOneBit(length) * 2);
        }
        read.get(bytes, from, read.remaining());
        if (bodyAt == UNKNOWN) {
            readHead(Math.max(0, from - 3));
        }
        return bodyAt != UNKNOWN && (contentLength == UNKNOWN ? endsWithLastChunk() : length >= bodyAt + contentLength);
    }

    boolean is2xx() {
        return bytes[STATUS_AT] == '2';
    }

    void clear() {
        length = 0;
        bodyAt = UNKNOWN;
        contentLength = UNKNOWN;
    }

    private void readHead(int from) {
        for (int i = from; i + 3 < length; i++) {
            if (bytes[i] == '\r' && bytes[i + 2] == '\r' && bytes[i + 1] == '\n' && bytes[i + 3] == '\n') {
                bodyAt = i + 4;
                contentLength = contentLength(i);
                return;
            }
        }
    }

    // Lines are found by their CR; the two names that matter differ in their first and ninth letters from all others.
    private int contentLength(int end) {
        for (int i = STATUS_AT; i < end; i++) {
            boolean candidate = bytes[i] == '\n' && (bytes[i + 1] | ' ') == 'c' && (bytes[i + 9] | ' ') == 'l';
            if (candidate && line(i + 1).startsWith("content-length:")) {
                return Integer.parseInt(
                        line(i + 1).substring("content-length:".length()).strip());
            }
        }
        return UNKNOWN;
    }

    private String line(int from) {
        int end = from;
        while (bytes[end] != '\r') {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    private boolean endsWithLastChunk() {
        int at = length - LAST_CHUNK.length;
        return at >= bodyAt && Arrays.equals(bytes, at, length, LAST_CHUNK, 0, LAST_CHUNK.length);
    }
}
