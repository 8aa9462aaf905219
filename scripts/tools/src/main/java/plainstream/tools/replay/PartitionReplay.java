package plainstream.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gives one source's records back: in the order of their offsets, each once, whatever objects overlap. */
final class PartitionReplay {
    /** An invocation takes 6 MB, and what surrounds the records is little. */
    private static final int MAX_BYTES = 5_000_000;

    private static final int MAX_RECORDS = 1_000;

    private final Source source;
    private final Options options;
    private final Target target;
    private final Positions positions;
    private final Report report;
    private final List<ArchivedLine> batch = new ArrayList<>();
    private int batchBytes;
    private long next;
    private boolean passedGap;

    PartitionReplay(Source source, Options options, Target target, Positions positions, Report report) {
        this.source = source;
        this.options = options;
        this.target = target;
        this.positions = positions;
        this.report = report;
        this.next = positions.next(source);
    }

    /** @throws IOException if something could not be given back; what is after it was not tried */
    void run(List<ArchivedObject> objects) throws IOException {
        long first = objects.getFirst().firstOffset();
        if (next < 0) {
            next = first;
        } else if (next < first) {
            report.lost(source + ": no readable object holds the offsets " + next + " to " + (first - 1));
        }
        for (ArchivedObject object : objects) {
            if (!run(object)) {
                break;
            }
        }
        flush();
    }

    /** False if it ends here: something is missing, and what follows must wait for it. */
    private boolean run(ArchivedObject object) throws IOException {
        List<ArchivedLine> lines;
        try {
            lines = ArchivedLine.read(object);
        } catch (IOException e) {
            report.lost(object.file() + " is damaged (" + e.getMessage() + "): its records are left out");
            return true;
        }
        for (ArchivedLine line : lines) {
            if (line.offset() > next && !passes(line.offset() - 1)) {
                return false;
            }
            if (line.offset() >= next) {
                add(line);
                next = line.offset() + 1;
            }
        }
        report.done();
        return true;
    }

    /** Past a gap the position stays in front of it, so that a later replay finds what has come in meanwhile. */
    private boolean passes(long last) throws IOException {
        report.lost(source + ": no readable object holds the offsets " + next + " to " + last);
        if (options.stopAtGaps()) {
            return false;
        }
        flush();
        passedGap = true;
        return true;
    }

    private void add(ArchivedLine line) throws IOException {
        if (!options.wants(line.archivedAt())) {
            return;
        }
        int bytes = line.json().length() + 1;
        if (batch.size() == MAX_RECORDS || batchBytes + bytes > MAX_BYTES) {
            flush();
        }
        batch.add(line);
        batchBytes += bytes;
    }

    private void flush() throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        long first = batch.getFirst().offset();
        long last = batch.getLast().offset();
        try {
            target.give(source, first, event());
        } catch (IOException e) {
            throw new IOException(source + ", offsets " + first + " to " + last + ": " + e.getMessage(), e);
        }
        report.given(batch.size());
        if (!passedGap) {
            positions.set(source, last + 1);
        }
        batch.clear();
        batchBytes = 0;
    }

    private byte[] event() {
        var text = new StringBuilder(batchBytes + 200);
        text.append(
                "{\"eventSource\":\"aws:kafka\",\"eventSourceArn\":\"archive\",\"bootstrapServers\":\"\",\"records\":{\"");
        text.append(source.partitionName()).append("\":[");
        for (ArchivedLine line : batch) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",\n").append(json(line));
        }
        return text.append("]}}").toString().getBytes(UTF_8);
    }

    /** An order is enriched and published only as a new one, which it is without what the archive adds at its end. */
    private String json(ArchivedLine line) {
        boolean anew = options.enrich() && source.topic().equals("orders");
        return anew ? line.json().substring(0, line.json().lastIndexOf(",\"epoch\":\"")) + "}" : line.json();
    }
}
