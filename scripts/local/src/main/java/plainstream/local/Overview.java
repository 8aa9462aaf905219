package plainstream.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs where: said as it starts, and once more as a table. */
final class Overview {
    private static final String ROW = "%-24s %-28s %-8s %s";

    private record Row(String name, String address, String pid, Path log) {}

    private final Console console;
    private final List<Row> rows = new ArrayList<>();
    private final long startNs = System.nanoTime();

    Overview(Console console) {
        this.console = console;
    }

    /** A part with a process of its own. */
    void add(String name, String address, long pid) {
        add(new Row(name, address, String.valueOf(pid), console.file(name)));
    }

    /** A part of this process, and the log that it writes into. */
    void add(String name, String address, String log) {
        add(new Row(name, address, "", console.file(log)));
    }

    private synchronized void add(Row row) {
        rows.add(row);
        say(row.name(), row.address());
    }

    void say(String name, String what) {
        console.say("%5.1f s  %-24s %s".formatted((System.nanoTime() - startNs) / 1e9, name, what));
    }

    /** What people use first stands first. */
    synchronized void print(Path data) {
        console.say("");
        console.say(ROW.formatted("what", "where", "pid", "log"));
        for (Row row : rows.reversed()) {
            console.say(ROW.formatted(row.name(), row.address(), row.pid(), row.log()));
        }
        console.say("");
        console.say("data and archive   " + data);
        console.say("broker alone       scripts/local/broker.sh stop | start | kill | status");
        console.say("everything         Ctrl-C stops it; KEEP=1 at the next start keeps the data");
        console.say("");
    }
}
