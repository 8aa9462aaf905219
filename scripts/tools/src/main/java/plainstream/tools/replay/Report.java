package plainstream.tools.replay;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** What the one who watches is told: progress about once a second, and everything that is wrong, once. Safe for several threads. */
final class Report {
    private static final long STEP_NS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final int objects;
    private final long startNs = System.nanoTime();
    private long shownNs = startNs;
    private int done;
    private long given;
    private int losses;
    private int failures;

    Report(PrintStream out, int objects) {
        this.out = out;
        this.objects = objects;
    }

    synchronized void given(long records) {
        given += records;
    }

    synchronized void done() {
        done++;
        if (System.nanoTime() - shownNs > STEP_NS) {
            shownNs = System.nanoTime();
            out.println("replay: " + done + " of " + objects + " objects, " + given + " records");
        }
    }

    /** Something of the archive is not there, or not as it was written; the rest goes on. */
    synchronized void lost(String what) {
        losses++;
        out.println("replay: " + what);
    }

    /** Something could not be given back. */
    synchronized void failed(String what) {
        failures++;
        out.println("replay: " + what);
    }

    synchronized void said(String what) {
        out.println("replay: " + what);
    }

    /** Prints the sum. */
    synchronized ExitCode end() {
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        out.println("replay: " + given + " records of " + done + " of " + objects + " objects in " + ms + " ms");
        if (failures > 0) {
            return ExitCode.FAILED;
        }
        return losses > 0 ? ExitCode.LOSSES : ExitCode.DONE;
    }
}
