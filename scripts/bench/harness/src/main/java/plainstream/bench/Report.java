package plainstream.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, in the order in which it was found: tables for people, charts, and facts that later parts compute with. */
final class Report {
    /**
     * A table.
     *
     * @param title its heading
     * @param note how to read it; may be empty
     * @param columns their headings
     * @param rows cells, as many as columns
     */
    record Table(String title, String note, List<String> columns, List<List<String>> rows) {
        Table {
            for (var row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("a row of " + row.size() + " cells in " + title);
                }
            }
        }

        String markdown() {
            var text = new StringBuilder("### ").append(title).append("\n\n");
            if (!note.isEmpty()) {
                text.append(note).append("\n\n");
            }
            line(text, columns);
            text.append("|---").append("|---:".repeat(columns.size() - 1)).append("|\n");
            rows.forEach(row -> line(text, row));
            return text.append('\n').toString();
        }

        private static void line(StringBuilder text, List<String> cells) {
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
    }

    private final List<Table> tables = new ArrayList<>();
    private final List<Chart.Group> groups = new ArrayList<>();
    private final Map<String, Double> facts = new LinkedHashMap<>();

    void add(Table table) {
        tables.add(table);
    }

    void add(Chart.Group group) {
        groups.add(group);
    }

    void fact(String name, double value) {
        facts.put(name, value);
    }

    Map<String, Double> facts() {
        return facts;
    }

    String svg() {
        return Chart.svg(groups);
    }

    String markdown(String head) {
        var text = new StringBuilder(head);
        tables.forEach(table -> text.append(table.markdown()));
        return text.toString();
    }
}
