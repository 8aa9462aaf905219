package plainstream.api.json;

/** A body that is no flat JSON object: where (a JSON pointer, line and column) and why. The text itself is never repeated. */
public final class FlatJsonException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String pointer;

    /** @param position index into the text; white space from there on is skipped before it is counted */
    FlatJsonException(String pointer, String detail, String text, int position) {
        super(detail + " at " + place(text, position), null, false, false);
        this.pointer = pointer;
    }

    /** RFC 6901; empty for the whole document. */
    public String pointer() {
        return pointer;
    }

    private static String place(String text, int position) {
        int at = position;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - text.lastIndexOf('\n', at - 1);
        return at == text.length() ? "the end" : "line " + line + ", column " + column;
    }
}
