package plainstream.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

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
                plainstream.consumer.dynamodb.MemoryTables tables = new plainstream.consumer.dynamodb.MemoryTables()) {
            for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
                tables.clear();
                History history = new History(seed, tables);
                history.run();
                assertEquals(history.expected(), history.found(), "seed " + seed);
                quiet.metrics();
            }
        }
    }
}
