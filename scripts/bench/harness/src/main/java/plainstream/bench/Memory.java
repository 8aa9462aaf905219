package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The memory of another process. */
final class Memory {
    /** The last line of a class histogram: objects, bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)$");

    private Memory() {}

    /** What it holds in RAM, in bytes, by {@code ps}, which every Unix has; 0 when it is gone. */
    static long residentBytes(long pid) {
        try {
            var ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", String.valueOf(pid))).start();
            String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException("ps is needed to read the memory of a process", e);
        }
    }

    /** What its live Java objects take, in bytes: its JVM collects the dead ones first. */
    static long liveBytes(long pid) {
        var total = TOTAL.matcher(Jcmd.run(pid, "GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("jcmd says nothing of the heap of process " + pid);
        }
        return Long.parseLong(total.group(1));
    }
}
