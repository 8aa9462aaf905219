package plainstream.consumer.event;

/** The few alphabets that names are made of, checked by hand: regular expressions cost a cold start. */
public final class Names {
    private static final int MAX_LENGTH = 64;

    private Names() {}

    /** The ids of events and clients' keys: {@code [A-Za-z0-9_-]{1,64}}. */
    public static boolean isId(String text) {
        return isOf(text, "_-") && !text.isEmpty() && text.length() <= MAX_LENGTH;
    }

    /** {@code [A-Za-z0-9][-_.A-Za-z0-9]{0,63}}. */
    public static boolean isMovieId(String text) {
        return isPlain(text) && !text.isEmpty() && text.length() <= MAX_LENGTH && isAlphanumeric(text.charAt(0));
    }

    /** {@code [A-Za-z0-9_.-]*}. */
    static boolean isPlain(String text) {
        return isOf(text, "_-.");
    }

    /** No lone surrogate: the text can be written as UTF-8. */
    public static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                return false;
            }
            i += pair ? 1 : 0;
        }
        return true;
    }

    /** Letters, digits and these marks. */
    public static boolean isOf(String text, String more) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && more.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
