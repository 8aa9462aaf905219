package plainstream.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import plainstream.consumer.dynamodb.MemoryTables;

/**
 * Whatever happens between the topics and the tables, what the tables hold in the end is what a model says. {@code make histories SEEDS=…}
 * tries more; a seed that fails becomes a test here.
 */
class HistoriesTest {
    private static final int SEEDS = Integer.getInteger("histories.seeds", 100);
    private static final long FIRST = Long.getLong("histories.first", 1);

    @Test
    void everyHistoryEndsAsTheModelSays() throws IOException, InterruptedException {
        try (Quiet quiet = new Quiet();
                MemoryTables tables = new MemoryTables()) {
            for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
                tables.clear();
                History history = new History(seed, tables);
                history.run();
                assertEquals(history.expected(), history.found(), "seed " + seed);
                quiet.metrics();
            }
        }
    }

    /** As the local event source mapping delivers, with what {@code --chaos SEED} does on top. */
    @Test
    void everyMappedHistoryEndsAsTheModelSays() throws IOException {
        try (Quiet quiet = new Quiet();
                MemoryTables tables = new MemoryTables()) {
            for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
                tables.clear();
                MappedHistory mapped = new MappedHistory(seed, tables);
                mapped.run();
                assertEquals(mapped.history().expected(), mapped.history().found(), "--chaos " + seed);
                quiet.metrics();
            }
        }
    }

    @Test
    void theSameSeedIsTheSameMappedHistory() throws IOException {
        List<List<String>> runs = new ArrayList<>();
        try (Quiet quiet = new Quiet();
                MemoryTables tables = new MemoryTables()) {
            for (long seed : new long[] {7, 7, 8}) {
                tables.clear();
                MappedHistory mapped = new MappedHistory(seed, tables);
                mapped.run();
                runs.add(mapped.told());
                quiet.metrics();
            }
        }
        assertEquals(runs.get(0), runs.get(1));
        assertNotEquals(runs.get(0), runs.get(2));
        assertTrue(String.join("\n", runs.get(0)).contains("chaos: "), runs::toString);
    }
}
