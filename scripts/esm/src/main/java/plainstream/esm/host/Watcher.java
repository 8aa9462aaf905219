package plainstream.esm.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One shell for all children of this process: it is told each one, and stops those that are left when its input ends, which comes
 * even when this process was killed with SIGKILL.
 */
final class Watcher {
    private static final int STOP_LIMIT_S = 2;
    private static final String SHELL = """
            trap '' INT HUP
            pids=
            while read -r sign pid; do
              rest=
              for other in $pids; do [ "$other" = "$pid" ] || rest="$rest $other"; done
              pids=$rest
              [ "$sign" = - ] || pids="$pids $pid"
            done
            any() { for pid in $pids; do kill "$1" "$pid" && found=1; done 2>/dev/null; [ "${found:-}" ]; }
            any -TERM || exit 0
            for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
              sleep 1
              found=
              any -0 || exit 0
            done
            any -KILL
            """;

    private final Process process;

    private Watcher(Process process) {
        this.process = process;
    }

    static Watcher start() throws IOException {
        return new Watcher(new ProcessBuilder("/bin/sh", "-c", SHELL, "watcher")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    void add(long pid) {
        tell("+ " + pid);
    }

    void remove(long pid) {
        tell("- " + pid);
    }

    /** Ends it, which stops what it was told and still runs; returns when it is gone. */
    void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // Its pipe broke: it is gone already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watcher of the processes is gone: " + e.getMessage(), e);
        }
    }
}
