package plainstream.consumer.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Paths and queries as Signature Version 4 wants them encoded (RFC 3986, with upper-case hexadecimal digits). */
final class UriText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriText() {}

    static String encodePath(String path) {
        return path.isEmpty() ? "/" : encode(path.getBytes(UTF_8), true);
    }

    static String encode(String text) {
        return encode(text.getBytes(UTF_8), false);
    }

    /** Encodes a part of a query anew, whether it was encoded before or not. */
    static String recode(String part) {
        return encode(decode(part), false);
    }

    private static String encode(byte[] bytes, boolean keepSlash) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (isUnreserved(b) || keepSlash && b == '/') {
                text.append((char) b);
            } else {
                text.append('%').append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
            }
        }
        return text.toString();
    }

    private static boolean isUnreserved(byte b) {
        return b >= 'A' && b <= 'Z'
                || b >= 'a' && b <= 'z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~';
    }

    private static byte[] decode(String part) {
        byte[] bytes = part.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            decoded.write(low < 0 ? bytes[i] : high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        return decoded.toByteArray();
    }

    /** Removes empty and dot segments (RFC 3986 section 5.2.4), and keeps the slash at the end. */
    static String normalize(String path) {
        List<String> kept = new ArrayList<>();
        List<String> segments = split(path, '/');
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept = kept.subList(0, Math.max(0, kept.size() - 1));
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.add(segment);
            }
        }
        String last = segments.get(segments.size() - 1);
        boolean folder = last.isEmpty() || last.equals(".") || last.equals("..");
        return kept.isEmpty() ? "/" : "/" + String.join("/", kept) + (folder ? "/" : "");
    }

    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
