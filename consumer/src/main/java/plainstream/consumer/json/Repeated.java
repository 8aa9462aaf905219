package plainstream.consumer.json;

import java.util.Arrays;

/** The last text of a string that mostly comes again unchanged (a topic, a header's name), so that it is made once. */
public final class Repeated {
    private byte[] written = {};
    private String text = "";

    /** Starts with the empty text. */
    public Repeated() {}

    String text() {
        return text;
    }

    /** Gives the offset of the closing quotation mark if the same string stands here, else -1. */
    int match(byte[] in, int from) {
        byte[] known = written;
        int end = from + known.length;
        if (end >= in.length || in[end] != '"') {
            return -1;
        }
        for (int i = 0; i < known.length; i++) {
            if (in[from + i] != known[i]) {
                return -1;
            }
        }
        return end;
    }

    void remember(String newText, byte[] in, int from, int to) {
        text = newText;
        written = Arrays.copyOfRange(in, from, to);
    }
}
