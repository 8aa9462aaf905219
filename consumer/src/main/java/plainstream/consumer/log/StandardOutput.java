package plainstream.consumer.log;

import java.io.PrintStream;
import plainstream.consumer.json.JsonWriter;

/** Standard output, one JSON object per line. */
final class StandardOutput {
    private StandardOutput() {}

    /** Bytes, since {@code System.out} may not be set to UTF-8; at once, so that lines of several threads stay apart. */
    static void print(JsonWriter line) {
        byte[] text = line.toBytes();
        byte[] bytes = java.util.Arrays.copyOf(text, text.length + 1);
        bytes[text.length] = '\n';
        PrintStream out = System.out;
        synchronized (StandardOutput.class) {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }
}
