package plainstream.faults;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;

/** The one line of figures that each promise prints, kept or broken: a broken one is failed by its test afterwards. */
final class Promise {
    static {
        try {
            Files.createDirectories(Checkout.report().getParent());
            Files.deleteIfExists(Checkout.report());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Promise() {}

    static void print(String name, String format, Object... figures) {
        var line = name + ": " + String.format(Locale.ROOT, format, figures);
        System.out.println(line);
        try {
            Files.writeString(Checkout.report(), line + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nanoseconds as seconds with one decimal. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
