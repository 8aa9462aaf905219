package plainstream.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final String README = """
            # First

            ```console
            $ echo a \\
                b
            a b
            $ date
            ```

            ## Second

            ```bash
            not run
            ```

            ```console
            $ env
            A=…
            …
            Z=1
            ```
            """;

    @Test
    void readsBlocksWithTheirHeadingsAndLeavesOthers() {
        var blocks = Console.of(README);
        assertEquals(2, blocks.size());
        assertEquals("First", blocks.get(0).heading());
        assertEquals("Second", blocks.get(1).heading());
    }

    @Test
    void readsContinuedCommandsAndTheirOutput() {
        var steps = Console.of(README).getFirst().steps();
        assertEquals("echo a \\\n    b", steps.get(0).command());
        assertEquals("a b\n", steps.get(0).output());
        assertEquals("date", steps.get(1).command());
        assertEquals("", steps.get(1).output());
    }

    @Test
    void matchesAnyTextAndAnyLinesAtTheEllipsis() {
        var pattern = Console.of(README).get(1).steps().getFirst().pattern();
        assertTrue(pattern.matcher("A=b\nB=c\nC=d\nZ=1\n").matches());
        assertTrue(pattern.matcher("A=\nZ=1\n").matches());
        assertFalse(pattern.matcher("A=b\nB=c\n").matches());
        assertFalse(pattern.matcher("B=b\nZ=1\n").matches());
    }
}
