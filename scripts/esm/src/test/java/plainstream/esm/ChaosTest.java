package plainstream.esm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChaosTest {
    private static final int INVOCATIONS = 200;

    @Test
    void doesTheSameForTheSameSeed() {
        assertEquals(history(7), history(7));
        assertNotEquals(history(7), history(8));
    }

    @Test
    void doesTheSameInWhateverOrderTheInvocationsCome() {
        var forwards = troubles(5, IntStream.range(0, 40).toArray());
        var backwards = troubles(5, IntStream.range(0, 40).map(i -> 39 - i).toArray());
        assertEquals(
                forwards.stream().sorted().toList(), backwards.stream().sorted().toList());
        assertTrue(forwards.size() > 10, forwards::toString);
    }

    @Test
    void doesSomethingElseToABatchThatComesAgainAfterAnAnswer() {
        byte[] event = Items.EVENT.encode(Items.items(0, 3));
        var chaos = new Chaos(given -> given, ms -> {}, 11, line -> {});
        int refused = 0;
        for (int i = 0; i < INVOCATIONS; i++) {
            refused += done(chaos, event) ? 0 : 1;
        }
        assertTrue(refused > INVOCATIONS / 20 && refused < INVOCATIONS / 2, refused + " of " + INVOCATIONS);
    }

    private static List<String> troubles(long seed, int... offsets) {
        var told = new ArrayList<String>();
        var chaos = new Chaos(event -> new byte[0], ms -> {}, seed, told::add);
        for (int offset : offsets) {
            byte[] event = Items.EVENT.encode(List.of(Items.item(0, offset, "x")));
            while (!done(chaos, event)) {
                // It comes again.
            }
        }
        return told;
    }

    @Test
    void doesEveryKindOfTrouble() {
        var told = String.join(" ", history(1));
        for (String trouble : List.of("TWICE", "PART_FIRST", "ANSWER_LOST", "REFUSED", "DELAYED", "KILLED")) {
            assertTrue(told.contains("chaos: " + trouble), trouble);
        }
    }

    @Test
    void letsEveryBatchThroughInTheEnd() {
        var history = history(3);
        assertEquals(
                INVOCATIONS,
                history.stream().filter(line -> line.startsWith("done")).count());
    }

    private static List<String> history(long seed) {
        var history = new ArrayList<String>();
        Invoker function = event -> {
            history.add("got " + Items.values(event));
            return "{}".getBytes(UTF_8);
        };
        var chaos = new Chaos(function, ms -> history.add("killed after " + ms), seed, history::add);
        for (int i = 0; i < INVOCATIONS; i++) {
            byte[] event = Items.EVENT.encode(List.of(Items.item(0, i, "a" + i), Items.item(0, i + 1, "b" + i)));
            while (!done(chaos, event)) {
                history.add("again");
            }
            history.add("done " + i);
        }
        return history;
    }

    private static boolean done(Chaos chaos, byte[] event) {
        try {
            chaos.invoke(event);
            return true;
        } catch (FunctionError e) {
            return false;
        }
    }
}
