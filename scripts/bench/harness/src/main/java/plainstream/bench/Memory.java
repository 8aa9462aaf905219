package plainstream.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The memory of another process. */
final class Memory {
    private Memory() {}

    /** What it holds in RAM, in bytes, by {@code ps}, which every Unix has; 0 when it is gone. */
    static long residentBytes(long pid) {
        try {
            var ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", String.valueOf(pid))).start();
            String kilobytes = new String(ps.getInputStream().readAllBytes()).strip();
            return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException("ps is needed to read the memory of a process", e);
        }
    }
}
