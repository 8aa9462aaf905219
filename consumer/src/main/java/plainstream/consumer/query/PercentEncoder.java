package plainstream.consumer.query;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Percent-encoding of what a client wrote and a URI cannot hold. */
public final class PercentEncoder {
    /** ASCII that a path cannot hold (RFC 3986, section 3.3), and the marks that would end it. */
    private static final String UNSAFE = "\"<>\\^`{|}#?[]";

    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoder() {}

    /** A path as it came, as a URI reference, hence in ASCII (RFC 9457, section 3.1.5): what no path can hold is encoded. */
    public static String uri(String path) {
        byte[] bytes = path.getBytes(UTF_8);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%' ? PercentDecoder.octet(bytes, i) >= 0 : b > ' ' && b < 0x7f && UNSAFE.indexOf(b) < 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }
}
