package plainstream.consumer.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Where a page of a list ended, as text that clients pass back and need not understand. */
final class Cursor {
    private static final int MAX_LENGTH = 600;

    private Cursor() {}

    /** Makes a cursor of the list's name and a key. */
    static String of(String list, String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((list + "|" + key).getBytes(UTF_8));
    }

    /**
     * Reads a cursor of that list.
     *
     * @throws Problem if it is none
     */
    static String key(String list, String cursor) {
        String text = cursor.length() > MAX_LENGTH ? "" : decode(cursor);
        if (!text.startsWith(list + "|")
                || !of(list, text.substring(list.length() + 1)).equals(cursor)) {
            throw invalid();
        }
        return text.substring(list.length() + 1);
    }

    static Problem invalid() {
        return Problem.parameter("cursor", "not a cursor of this list");
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
