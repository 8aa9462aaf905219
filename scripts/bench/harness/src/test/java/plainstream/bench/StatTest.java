package plainstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatTest {
    @Test
    void takesTheMiddleOne() {
        assertEquals(new Stat(2, 1, 9), Stat.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Stat(2.5, 1, 9), Stat.of(List.of(9.0, 1.0, 2.0, 3.0)));
    }

    @Test
    void readsAsPeopleWriteIt() {
        assertEquals("12,345 (11,900–12,800)", new Stat(12_345, 11_900, 12_800).text(0));
        assertEquals("2.50", new Stat(2.5, 2.5, 2.5).text(2));
        assertEquals("–", Stat.of(List.of()).text(0));
    }

    @Test
    void comparesRoundByRound() {
        var rounds = new Rounds<>(Map.of("a", List.of(10.0, 1.0, 4.0), "b", List.of(5.0, 1.0, 1.0)));
        assertEquals(new Stat(2, 1, 4), rounds.ratio("a", "b", value -> value));
    }
}
