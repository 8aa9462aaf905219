package plainstream.esm.cli;

import java.io.PrintStream;
import plainstream.esm.EventCounts;

/** What has happened so far, in one line that is written over; on a terminal only. */
final class StatusLine {
    private final PrintStream err;
    private final String mapping;
    private final EventCounts counts;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private String shown = "";

    StatusLine(PrintStream err, String mapping, EventCounts counts) {
        this.err = err;
        this.mapping = mapping;
        this.counts = counts;
    }

    String text() {
        return "%s: polled %d, filtered out %d, invoked %d, failed %d, dropped %d, committed %d, lag %d"
                .formatted(
                        mapping,
                        counts.count("PolledEventCount"),
                        counts.count("FilteredOutEventCount"),
                        counts.count("InvokedEventCount"),
                        counts.count("FailedInvokeEventCount"),
                        counts.count("DroppedEventCount"),
                        counts.count("CommittedEventCount"),
                        counts.offsetLag());
    }

    void show() {
        String text = text();
        if (terminal && !text.equals(shown)) {
            err.print("\r" + text + " ".repeat(Math.max(0, shown.length() - text.length())));
            err.flush();
            shown = text;
        }
    }

    void end() {
        if (!shown.isEmpty()) {
            err.println();
        }
    }
}
