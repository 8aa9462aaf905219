package plainstream.workshop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the edits of a unified diff. */
final class DiffReader {
    private static final String NOTHING = "/dev/null";

    private final List<Edit> edits = new ArrayList<>();
    private List<Hunk> hunks = new ArrayList<>();
    private List<String> before = new ArrayList<>();
    private List<String> after = new ArrayList<>();
    private String old = "";
    private String file = "";
    private boolean inHunk;

    List<Edit> read(List<String> lines) {
        for (var line : lines) {
            if (line.startsWith("diff --git ")) {
                endFile();
            } else if (line.startsWith("--- ")) {
                endFile();
                old = line.substring(4);
            } else if (line.startsWith("+++ ") && !inHunk) {
                file = line.substring(4).replaceFirst("^b/", "");
            } else if (line.startsWith("@@")) {
                endHunk();
                inHunk = true;
            } else if (inHunk) {
                body(line);
            }
        }
        endFile();
        return edits;
    }

    /** An editor may have cut the blank of an empty line. */
    private void body(String line) {
        var text = line.isEmpty() ? "" : line.substring(1);
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case ' ' -> {
                before.add(text);
                after.add(text);
            }
            case '-' -> before.add(text);
            case '+' -> after.add(text);
            case '\\' -> {} // "No newline at end of file": every file here ends with one.
            default -> throw new IllegalArgumentException("neither ' ', '-' nor '+' begins: " + line);
        }
    }

    private void endHunk() {
        if (inHunk) {
            hunks.add(new Hunk(before, after));
        }
        before = new ArrayList<>();
        after = new ArrayList<>();
        inHunk = false;
    }

    private void endFile() {
        endHunk();
        if (!hunks.isEmpty()) {
            edits.add(new Edit(Path.of(file), old.equals(NOTHING), hunks));
        }
        hunks = new ArrayList<>();
    }
}
