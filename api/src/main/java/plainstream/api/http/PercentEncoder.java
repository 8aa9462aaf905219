package plainstream.api.http;

import java.nio.charset.StandardCharsets;

/** Text as a URI can hold it (RFC 3986, section 2.1). */
public final class PercentEncoder {
    private static final String HEX = "0123456789ABCDEF";
    private static final String MARKS = "-._~";

    private PercentEncoder() {}

    /** One path segment: everything but unreserved characters is encoded, so that no header or path can be built from it. */
    public static String segment(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
            append(out, b, letter || b >= '0' && b <= '9' || b >= 0 && MARKS.indexOf(b) >= 0);
        }
        return out.toString();
    }

    /** A part of a URI as the server read it, byte by byte: what is not ASCII is encoded. */
    static String ascii(String latin1) {
        StringBuilder out = new StringBuilder();
        for (byte b : latin1.getBytes(StandardCharsets.ISO_8859_1)) {
            append(out, b, b > ' ' && b < 0x7f);
        }
        return out.toString();
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder out, byte b, boolean plain) {
        if (plain) {
            out.append((char) b);
        } else {
            out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
        }
    }
}
